package dev.squall.lectures.text;

/**
 * Identity of a character or of a deletion. Each node numbers its characters and its deletions together.
 *
 * @param node the node of the editor; empty for the ends of the text
 * @param number from 1, among the characters and deletions of the node
 */
public record TextId(String node, long number) {

    /** Identity of the mark before the first character, on the slides ⊢. */
    public static final TextId BEGIN = new TextId("", 0);

    /** Identity of the mark after the last character, on the slides ⊣. */
    public static final TextId END = new TextId("", 1);

    /** Returns the identity of a later character of the same node. */
    TextId plus(int count) {
        return new TextId(node, number + count);
    }

    /** Returns a hash in which the names of the nodes, such as n1 and n2, are far apart. */
    @Override
    public int hashCode() {
        return node.hashCode() * 0x9E3779B1 + Long.hashCode(number);
    }

    /** Returns the identity as text, such as {@code n1:17}. */
    @Override
    public String toString() {
        return equals(BEGIN) ? "the beginning" : equals(END) ? "the end" : node + ":" + number;
    }
}
