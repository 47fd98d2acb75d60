package dev.squall.check.linear.model;

import java.util.Collection;
import java.util.Map;

/** Estimate of the memory of EDN data, for a virtual machine with compressed pointers. */
final class StateSize {

    private static final int SMALL = 24;
    private static final int TEXT = 56;
    private static final int ELEMENT = 8;
    private static final int ENTRY = 48;

    private StateSize() {}

    static long bytesOf(Object value) {
        if (value instanceof CharSequence text) {
            return TEXT + 2L * text.length();
        }
        long bytes = SMALL;
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                bytes += ELEMENT + bytesOf(element);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                bytes += ENTRY + bytesOf(entry.getKey()) + bytesOf(entry.getValue());
            }
        }
        return bytes;
    }
}
