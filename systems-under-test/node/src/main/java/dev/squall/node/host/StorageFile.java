package dev.squall.node.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The layout of a storage file. A header of 16 bytes comes first: eight bytes of magic, then the synced length, a
 * big-endian long. Each record is one line: the CRC-32C of its JSON in eight hexadecimal digits, a space, the JSON, a
 * line feed.
 *
 * <p>Recovery knows from the synced length which bytes a crash cannot have damaged. The harness removes the other bytes
 * after a kill, to simulate a power failure. The synced length is written only after the records up to it are on the
 * medium.
 *
 * <p>The synced length is in the same file as the records, so that replacing the file replaces both atomically. The
 * length's address is aligned, so that a kill never leaves the length half written.
 */
final class StorageFile {

    static final int HEADER_BYTES = 16;
    static final int SYNCED_LENGTH_AT = 8;

    private static final byte[] MAGIC = "squall1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CRC_DIGITS = 8;
    private static final HexFormat HEX = HexFormat.of();

    private StorageFile() {}

    /** Returns the path of the file with the node's records. */
    static Path in(Path folder) {
        return folder.resolve(UnsyncedTail.FILE_NAME);
    }

    static ByteBuffer header(long syncedLength) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.BIG_ENDIAN)
                .put(MAGIC)
                .putLong(syncedLength)
                .flip();
    }

    static boolean hasHeader(byte[] content) {
        if (content.length < HEADER_BYTES) {
            return false;
        }
        return ByteBuffer.wrap(content, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    static long syncedLength(byte[] content) {
        return ByteBuffer.wrap(content).getLong(SYNCED_LENGTH_AT);
    }

    static byte[] frame(String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CRC_DIGITS + 1 + payload.length + 1];
        byte[] crc = HEX.toHexDigits(crc(payload, 0, payload.length)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(crc, 0, line, 0, CRC_DIGITS);
        line[CRC_DIGITS] = ' ';
        System.arraycopy(payload, 0, line, CRC_DIGITS + 1, payload.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /**
     * Returns the JSON of the record on the line from {@code start} to its line feed at {@code end}, or null if the
     * record is torn.
     */
    static String unframe(byte[] content, int start, int end) {
        int payload = start + CRC_DIGITS + 1;
        if (payload > end || content[payload - 1] != ' ') {
            return null;
        }
        String digits = new String(content, start, CRC_DIGITS, StandardCharsets.US_ASCII);
        if (!digits.equals(HEX.toHexDigits(crc(content, payload, end - payload)))) {
            return null;
        }
        return new String(content, payload, end - payload, StandardCharsets.UTF_8);
    }

    /** Returns the index of the next line feed; -1 if there is none. */
    static int lineEnd(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
