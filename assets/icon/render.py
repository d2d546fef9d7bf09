#!/usr/bin/env python3
"""Render heng.svg as the pictures that windows and installers ask for. Needs cairosvg and pillow."""

import io
from pathlib import Path

import cairosvg
from PIL import Image

HERE = Path(__file__).parent


def picture(side):
    """The icon as a square of `side` pixels, rendered at that size rather than scaled."""
    png = cairosvg.svg2png(url=str(HERE / "heng.svg"), output_width=side, output_height=side)
    return Image.open(io.BytesIO(png)).convert("RGBA")


for side in (32, 256):
    picture(side).save(HERE / f"heng-{side}.png", optimize=True)
small = [picture(side) for side in (16, 24, 32, 48, 64)]
picture(256).save(HERE / "heng.ico", append_images=small, sizes=[(p.width, p.width) for p in small] + [(256, 256)])
large = [picture(side) for side in (32, 64, 128, 256, 512)]
picture(1024).save(HERE / "heng.icns", append_images=large)
