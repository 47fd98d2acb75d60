package dev.squall.spark;

import java.io.Serializable;

/**
 * Place of a line in the order in which executors read: all lines of a key together, as in the file.
 *
 * @param file number of the file in the plan
 * @param key key as EDN
 * @param position number of operations before the line in its file
 */
record KeyAt(int file, String key, long position) implements Comparable<KeyAt>, Serializable {

    private static final long serialVersionUID = 1;

    boolean isSameKey(KeyAt other) {
        return file == other.file && key.equals(other.key);
    }

    @Override
    public int compareTo(KeyAt other) {
        int byFile = Integer.compare(file, other.file);
        int byKey = byFile != 0 ? byFile : key.compareTo(other.key);
        return byKey != 0 ? byKey : Long.compare(position, other.position);
    }
}
