"""Makes the pictures of this folder, with Pillow 13: each holds SECRET wherever its format has room for words.

    python make-pictures.py                 writes the pictures into the folder it is run in
    python make-pictures.py compare FOLDER  whether the pictures of the same names in FOLDER have the same pixels
"""

from pathlib import Path
import sys

from PIL import Image, ImageCms, ImageDraw, ImageSequence, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

SECRET = "SECRET-whereabouts"
NAMES = [
    *("photo.jpg", "progressive.jpg", "cmyk.jpg", "label.png"),
    *("photo.webp", "moving.webp", "alpha.webp", "label.gif"),
]


def label(mode: str = "RGB") -> Image.Image:
    """Draw a label with a serial number and a host name."""
    white, black, red = ("white", "black", "red") if mode == "RGB" else ((0, 0, 0, 0), (0, 0, 0, 255), (0, 255, 255, 0))
    image = Image.new(mode, (96, 48), white)
    draw = ImageDraw.Draw(image)
    draw.text((4, 4), "SN 4711\nnode-3", fill=black)
    draw.rectangle((70, 20, 90, 40), fill=red)
    return image


def exif() -> Image.Exif:
    """Say who took it with what, where, and that it lies on its side."""
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x0110], tags[0x9286] = 6, SECRET, "Pixel", SECRET
    gps = tags.get_ifd(0x8825)
    gps[1], gps[3], gps[29] = "N", "E", SECRET
    gps[2] = tuple(IFDRational(part) for part in (52, 5, 31))
    gps[4] = tuple(IFDRational(part) for part in (5, 6, 1))
    return tags


def make() -> None:
    """Write all of them."""
    image = label()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{SECRET}</rdf:RDF></x:xmpmeta>'.encode()
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save("photo.jpg", quality=70, exif=exif(), xmp=xmp, icc_profile=icc, comment=SECRET)
    image.save("progressive.jpg", quality=70, progressive=True, comment=SECRET, restart_marker_blocks=2)
    label("CMYK").save("cmyk.jpg", quality=70, comment=SECRET)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_text("Comment", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", SECRET)
    four_colours = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=4)
    four_colours.save("label.png", pnginfo=texts, exif=exif(), icc_profile=icc, transparency=1)
    image.save("photo.webp", quality=60, exif=exif(), xmp=xmp, icc_profile=icc)
    blue = Image.new("RGBA", (96, 48), (0, 0, 255, 128))
    moving = {"save_all": True, "duration": 100}
    image.convert("RGBA").save("moving.webp", append_images=[blue], exif=exif(), xmp=xmp, quality=60, **moving)
    image.convert("RGBA").save("alpha.webp", quality=50, exif=exif())
    image.convert("P").save("label.gif", append_images=[blue.convert("P")], comment=SECRET.encode(), loop=0, **moving)
    for name, more in (("photo.jpg", b"MotionPhoto "), ("label.png", b"")):
        with Path(name).open("ab") as file:
            file.write(more + SECRET.encode())


def pixels(path: Path) -> list[bytes]:
    """Return the pixels of each frame."""
    return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(Image.open(path))]


if len(sys.argv) == 3 and sys.argv[1] == "compare":
    for name in NAMES:
        print(name, pixels(Path(name)) == pixels(Path(sys.argv[2]) / name))
else:
    make()
