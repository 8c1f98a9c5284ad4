"""Middles of the first-level divisions on the map of Natural Earth (public domain), as `places.py` needs them.

The map is the layer states_provinces of the GeoPackage that QGIS ships (Natural Earth 1:10m, version 4.1.0): an
SQLite file whose shapes are well-known binary behind a short header. Only middles of shapes are taken from it.
"""

import sqlite3
import struct

ENVELOPE_BYTES = (0, 32, 48, 48, 64)      # by the kind of envelope in the flags of a GeoPackage header


def division_middles(file, fold):
    """(country, folded name) -> (lat, lon); names that two shapes of a country share are left out."""
    middles = {}
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        query = "SELECT iso_a2, name, gn_name, woe_name, geom FROM states_provinces"
        for country, *names, shape in base.execute(query):
            middle = area_middle(shape_rings(shape))
            for key in {(country, fold(name)) for name in names if name}:
                middles[key] = None if key in middles else middle
    return {key: middle for key, middle in middles.items() if middle}


def shape_rings(shape):
    """Outer rings of the polygons in a GeoPackage geometry, as lists of (lon, lat)."""
    rings, position = [], 8 + ENVELOPE_BYTES[shape[3] >> 1 & 7]

    def read(format):
        nonlocal position
        values = struct.unpack_from(format, shape, position)
        position += struct.calcsize(format)
        return values

    def read_geometry():
        nonlocal position
        order = "<" if shape[position] else ">"
        position += 1
        kind, count = read(order + "2I")
        if kind % 1000 != 3:              # a collection: its members follow
            for _ in range(count):
                read_geometry()
            return
        for number in range(count):
            (points,) = read(order + "I")
            flat = read(f"{order}{2 * points}d")
            if number == 0:               # the others are holes
                rings.append(list(zip(flat[::2], flat[1::2])))

    read_geometry()
    return rings


def area_middle(rings):
    """Middle of the area inside the rings, as (lat, lon); None for what has no area."""
    whole = east = north = 0.0
    for ring in rings:
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        sign = -1 if area < 0 else 1      # rings may run either way round
        whole, east, north = whole + sign * area, east + sign * x, north + sign * y
    return (north / (3 * whole), east / (3 * whole)) if whole else None
