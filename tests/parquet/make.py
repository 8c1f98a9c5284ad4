"""Writes tests/parquet/*.parquet: the same three rows as other writers pack them, for src/read/parquet/tests.rs.

    pip install pyarrow
    python3 tests/parquet/make.py
"""

import datetime
import pathlib

import pyarrow
import pyarrow.parquet

HERE = pathlib.Path(__file__).parent

DAY = datetime.date(2021, 2, 10)
NOON = datetime.datetime(2021, 2, 10, 12, 0)


def rows(id_type, published):
    return pyarrow.table(
        {
            "id": pyarrow.array([7, 8, None], id_type),
            "published": published,
            "tags": pyarrow.array([["a", "b"], [], None]),
            "text": pyarrow.array(["Åse met Bo in Oslo.", None, "Rain fell on Lima."]),
            "title": pyarrow.array(["Åse and Bo", "Nothing", None]),
        }
    )


def main():
    days = pyarrow.array([DAY, DAY, None])
    for packing in ["none", "snappy", "gzip", "zstd"]:
        table = rows(pyarrow.int32(), days)
        pyarrow.parquet.write_table(table, HERE / f"{packing}.parquet", compression=packing)
    table = rows(pyarrow.int64(), pyarrow.array([NOON, NOON, None], pyarrow.timestamp("us")))
    pyarrow.parquet.write_table(
        table, HERE / "pages-v2.parquet", compression="zstd", data_page_version="2.0", row_group_size=2
    )
    table = rows(pyarrow.int64(), pyarrow.array([NOON, NOON, None], pyarrow.timestamp("ns")))
    pyarrow.parquet.write_table(table, HERE / "int96.parquet", use_deprecated_int96_timestamps=True)
    pyarrow.parquet.write_table(table, HERE / "lz4.parquet", compression="lz4")


if __name__ == "__main__":
    main()
