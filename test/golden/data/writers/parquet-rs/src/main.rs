//! Writes the parquet-rs files of the golden corpus: types x encodings x compressions x page versions.
//!
//!     cargo run --manifest-path test/golden/data/writers/parquet-rs/Cargo.toml -- test/golden/data/writers/files
//!
//! Values follow from the row number alone; what the files hold is told by pyarrow (dump.py), not by this program.

use std::{env, error::Error, fs::File, path::Path, sync::Arc};

use arrow::array::*;
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use arrow::record_batch::RecordBatch;
use half::f16;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::schema::types::ColumnPath;

const ROWS: usize = 230;
const WORDS: [&str; 8] = [
    "red",
    "green",
    "blue",
    "",
    "naïve",
    "日本語",
    "a longer text that repeats",
    "\u{1f600}",
];

/// splitmix64: values spread over the whole range, the same everywhere.
fn bits(row: usize, column: u64) -> u64 {
    let mut z = (row as u64)
        .wrapping_add(column.wrapping_mul(1 << 20))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Every seventh row and a long run are null.
fn optional<T>(value: impl Fn(usize) -> T) -> Vec<Option<T>> {
    (0..ROWS)
        .map(|row| (row % 7 != 3 && !(40..75).contains(&row)).then(|| value(row)))
        .collect()
}

fn word(row: usize) -> &'static str {
    WORDS[bits(row, 99) as usize % WORDS.len()]
}

fn columns() -> Vec<(&'static str, ArrayRef)> {
    let decimal = |precision: u8, scale: i8, limit: i128, column: u64| -> ArrayRef {
        let values = optional(|row| (i128::from(bits(row, column) as i64) * 1_000_003) % limit);
        Arc::new(
            Decimal128Array::from(values)
                .with_precision_and_scale(precision, scale)
                .unwrap(),
        )
    };
    vec![
        (
            "bool",
            Arc::new(BooleanArray::from(optional(|row| bits(row, 1) % 3 == 0))) as ArrayRef,
        ),
        (
            "bool_runs",
            Arc::new((0..ROWS).map(|row| Some(row / 90 == 1)).collect::<BooleanArray>()),
        ),
        ("i8", Arc::new(Int8Array::from(optional(|row| bits(row, 2) as i8)))),
        ("u16", Arc::new(UInt16Array::from(optional(|row| bits(row, 3) as u16)))),
        ("i32", Arc::new(Int32Array::from(optional(|row| bits(row, 4) as i32)))),
        ("u32", Arc::new(UInt32Array::from(optional(|row| bits(row, 5) as u32)))),
        (
            "i64",
            Arc::new(Int64Array::from(optional(|row| {
                (bits(row, 6) >> 12) as i64 - (1 << 51)
            }))),
        ),
        (
            "i64_steps",
            Arc::new(
                (0..ROWS)
                    .map(|row| Some(1_700_000_000 + 60 * row as i64))
                    .collect::<Int64Array>(),
            ),
        ),
        (
            "i64_wide",
            Arc::new(Int64Array::from(optional(|row| bits(row, 7) as i64))),
        ),
        (
            "f16",
            Arc::new(Float16Array::from(optional(|row| {
                f16::from_f32(row as f32 / 7.0 - 9.5)
            }))),
        ),
        (
            "f32",
            Arc::new(Float32Array::from(optional(|row| bits(row, 8) as i32 as f32 / 3.0))),
        ),
        (
            "f64",
            Arc::new(Float64Array::from(optional(|row| match row {
                0 => f64::NAN,
                1 => f64::INFINITY,
                2 => -0.0,
                4 => 5e-324,
                _ => bits(row, 9) as i64 as f64 / 7e9,
            }))),
        ),
        ("text", Arc::new(StringArray::from(optional(word)))),
        (
            "text_dense",
            Arc::new(
                (0..ROWS)
                    .map(|row| Some(format!("id-{:05}", row / 3)))
                    .collect::<LargeStringArray>(),
            ),
        ),
        (
            "view",
            Arc::new(StringViewArray::from(optional(|row| {
                format!("{} {}", word(row), row % 5)
            }))),
        ),
        (
            "category",
            Arc::new(optional(word).into_iter().collect::<DictionaryArray<Int32Type>>()),
        ),
        (
            "date",
            Arc::new(Date32Array::from(optional(|row| bits(row, 10) as i32 % 40_000))),
        ),
        (
            "ts_ms",
            Arc::new(TimestampMillisecondArray::from(optional(|row| {
                bits(row, 11) as i64 >> 22
            }))),
        ),
        (
            "ts_us",
            Arc::new(TimestampMicrosecondArray::from(optional(|row| bits(row, 12) as i64 >> 12)).with_timezone("UTC")),
        ),
        (
            "ts_ns",
            Arc::new(TimestampNanosecondArray::from(optional(|row| {
                bits(row, 13) as i64 >> 2
            }))),
        ),
        ("dec9", decimal(9, 2, 999_999_999, 14)),
        ("dec18", decimal(18, 4, 999_999_999_999_999_999, 15)),
        ("dec38", decimal(38, 10, 10_i128.pow(37), 16)),
        (
            "fixed",
            Arc::new(
                FixedSizeBinaryArray::try_from_sparse_iter_with_size(
                    optional(|row| {
                        *b"ABCD12345678abcd"
                            .map(|c| c + (row % 3) as u8)
                            .first_chunk::<16>()
                            .unwrap()
                    })
                    .into_iter(),
                    16,
                )
                .unwrap(),
            ),
        ),
    ]
}

/// The encodings that a column of the type may have beside PLAIN and a dictionary.
fn allows(encoding: Encoding, data: &DataType) -> bool {
    use DataType::*;
    let text = matches!(data, Utf8 | LargeUtf8 | Utf8View);
    let fixed = matches!(data, FixedSizeBinary(_) | Float16) || matches!(data, Decimal128(p, _) if *p > 18);
    let float = matches!(data, Float32 | Float64);
    match encoding {
        Encoding::PLAIN => true,
        Encoding::RLE => matches!(data, Boolean),
        Encoding::DELTA_BINARY_PACKED => !text && !fixed && !float && !matches!(data, Boolean | Dictionary(..)),
        Encoding::DELTA_LENGTH_BYTE_ARRAY => text,
        Encoding::DELTA_BYTE_ARRAY => text || fixed,
        Encoding::BYTE_STREAM_SPLIT => !text && !matches!(data, Boolean | Dictionary(..)),
        _ => false,
    }
}

fn write(
    path: &Path,
    properties: WriterPropertiesBuilder,
    keep: impl Fn(&DataType) -> bool,
) -> Result<(), Box<dyn Error>> {
    let kept: Vec<_> = columns()
        .into_iter()
        .filter(|(_, array)| keep(array.data_type()))
        .collect();
    let fields: Vec<Field> = kept
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), array.null_count() > 0))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), kept.into_iter().map(|(_, array)| array).collect())?;
    // Without Arrow's own schema pyarrow decides by Parquet's types alone; with it, it cannot read all encodings.
    let options = ArrowWriterOptions::new()
        .with_properties(properties.build())
        .with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(File::create(path)?, schema, options)?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("name the folder to write to")?;
    let folder = Path::new(&folder);
    let all = |_: &DataType| true;
    for (version, mark) in [(WriterVersion::PARQUET_1_0, "v1"), (WriterVersion::PARQUET_2_0, "v2")] {
        let base = || WriterProperties::builder().set_writer_version(version);
        for (name, compression) in [
            ("none", Compression::UNCOMPRESSED),
            ("snappy", Compression::SNAPPY),
            ("gzip", Compression::GZIP(Default::default())),
            ("zstd", Compression::ZSTD(Default::default())),
            ("lz4raw", Compression::LZ4_RAW),
            ("brotli", Compression::BROTLI(Default::default())),
        ] {
            write(
                &folder.join(format!("rs-{name}-{mark}.parquet")),
                base().set_compression(compression),
                all,
            )?;
        }
        for (name, encoding) in [
            ("plain", Encoding::PLAIN),
            ("rle", Encoding::RLE),
            ("delta", Encoding::DELTA_BINARY_PACKED),
            ("delta-length", Encoding::DELTA_LENGTH_BYTE_ARRAY),
            ("delta-bytes", Encoding::DELTA_BYTE_ARRAY),
            ("split", Encoding::BYTE_STREAM_SPLIT),
        ] {
            let mut properties = base()
                .set_dictionary_enabled(false)
                .set_compression(Compression::SNAPPY);
            for (column, array) in columns() {
                if allows(encoding, array.data_type()) {
                    properties = properties.set_column_encoding(ColumnPath::from(column), encoding);
                }
            }
            write(&folder.join(format!("rs-{name}-{mark}.parquet")), properties, |data| {
                allows(encoding, data)
            })?;
        }
        // Pages of a few rows, several row groups, dictionaries that overflow into plain pages.
        let small = base()
            .set_data_page_row_count_limit(23)
            .set_write_batch_size(1)
            .set_max_row_group_row_count(Some(100))
            .set_dictionary_page_size_limit(64)
            .set_compression(Compression::SNAPPY);
        write(&folder.join(format!("rs-small-{mark}.parquet")), small, all)?;
    }
    Ok(())
}
