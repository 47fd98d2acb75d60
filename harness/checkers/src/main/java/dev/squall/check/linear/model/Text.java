package dev.squall.check.linear.model;

/**
 * Immutable string with cheap appending: the cost depends only on the appended text. A text is a linked list of pieces,
 * last piece first, with the hash of the whole string.
 */
final class Text {

    private static final Text EMPTY = new Text(null, "", 0, 0);

    private final Text before;
    private final String piece;
    private final int length;
    private final int hash;

    private Text(Text before, String piece, int length, int hash) {
        this.before = before;
        this.piece = piece;
        this.length = length;
        this.hash = hash;
    }

    static Text of(String string) {
        return EMPTY.append(string);
    }

    Text append(String string) {
        return string.isEmpty()
                ? this
                : new Text(
                        this, string, length + string.length(), hash * powerOf31(string.length()) + string.hashCode());
    }

    private static int powerOf31(int exponent) {
        int power = 1;
        int square = 31;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            power *= (rest & 1) == 1 ? square : 1;
            square *= square;
        }
        return power;
    }

    /** Compares the texts piece by piece from the end, until they share a piece. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Text that) || length != that.length || hash != that.hash) {
            return false;
        }
        Text a = this;
        Text b = that;
        int aEnd = a.piece.length();
        int bEnd = b.piece.length();
        while (a != b || aEnd != bEnd) {
            int common = Math.min(aEnd, bEnd);
            if (!a.piece.regionMatches(aEnd - common, b.piece, bEnd - common, common)) {
                return false;
            }
            aEnd -= common;
            bEnd -= common;
            if (aEnd == 0 && a.before != null) {
                a = a.before;
                aEnd = a.piece.length();
            }
            if (bEnd == 0 && b.before != null) {
                b = b.before;
                bEnd = b.piece.length();
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        char[] chars = new char[length];
        int end = length;
        for (Text text = this; text.before != null; text = text.before) {
            end -= text.piece.length();
            text.piece.getChars(0, text.piece.length(), chars, end);
        }
        return new String(chars);
    }
}
