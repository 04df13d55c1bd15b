#!/usr/bin/env bash
# Builds Ollama, with its processor backend through cgo, from its Go module into $OLLAMA_FOLDER. Needs Go and a C++ compiler.
# A module leaves out every folder called vendor, so three C++ headers are missing: Debian has two of them; the third is for
# sound, which no test uses, and a decoder that always fails stands in for it.
set -euo pipefail
: "${OLLAMA_VERSION:?}" "${OLLAMA_FOLDER:?}"
PATH=$PATH:/usr/local/go/bin

# Debian's own is too old to fetch the one that Ollama asks for.
case "$(go env GOVERSION 2>/dev/null)" in
  go1.2[1-9]* | go1.[3-9]* | go[2-9]*) ;;
  *)
    echo 'Go 1.21 or newer is needed to build Ollama: https://go.dev/dl' >&2
    exit 1
    ;;
esac

missing=()
[ -f /usr/include/nlohmann/json_fwd.hpp ] || missing+=(nlohmann-json3-dev)
[ -f /usr/include/stb/stb_image.h ] || missing+=(libstb-dev)
command -v g++ >/dev/null || missing+=(g++)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

mkdir -p "$OLLAMA_FOLDER/bin" "$OLLAMA_FOLDER/include/miniaudio"
cat >"$OLLAMA_FOLDER/include/miniaudio/miniaudio.h" <<'HEADER'
#pragma once
#include <cstddef>
typedef int ma_result;
typedef unsigned long long ma_uint64;
enum { MA_SUCCESS = 0, MA_FAILED = -1 };
enum ma_format { ma_format_f32 };
enum ma_encoding_format { ma_encoding_format_wav };
struct ma_decoder_config {};
struct ma_decoder {};
struct ma_encoder_config {};
struct ma_encoder {};
static inline ma_decoder_config ma_decoder_config_init(ma_format, unsigned, unsigned) { return {}; }
static inline ma_result ma_decoder_init_memory(const void *, size_t, const ma_decoder_config *, ma_decoder *) { return MA_FAILED; }
static inline ma_result ma_decoder_get_length_in_pcm_frames(ma_decoder *, ma_uint64 *) { return MA_FAILED; }
static inline ma_result ma_decoder_read_pcm_frames(ma_decoder *, void *, ma_uint64, ma_uint64 *) { return MA_FAILED; }
static inline ma_result ma_decoder_uninit(ma_decoder *) { return MA_SUCCESS; }
HEADER

# A path in CPLUS_INCLUDE_PATH is not part of the key of Go's build cache; one in CGO_CPPFLAGS is.
CPLUS_INCLUDE_PATH="$OLLAMA_FOLDER/include" GOBIN="$OLLAMA_FOLDER/bin" CGO_ENABLED=1 nice -n 10 \
  go install -trimpath -ldflags "-s -w -X=github.com/ollama/ollama/version.Version=${OLLAMA_VERSION#v}" \
  "github.com/ollama/ollama@$OLLAMA_VERSION"
