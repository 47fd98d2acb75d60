package dev.squall.mutate;

import java.util.Comparator;

/**
 * One small change of the byte code of a node class.
 *
 * @param className binary name of the class
 * @param method name of the method
 * @param descriptor the method's descriptor, as in class files
 * @param index number of the changed instruction within the method, from the mutation engine
 * @param mutator name of the kind of change, such as {@code ConditionalsBoundary}
 * @param file name of the source file, without folders
 * @param line number of the changed line, from 1
 * @param description the change in a few words
 */
public record Mutant(
        String className,
        String method,
        String descriptor,
        int index,
        String mutator,
        String file,
        int line,
        String description)
        implements Comparable<Mutant> {

    private static final Comparator<Mutant> ORDER =
            Comparator.comparing(Mutant::file).thenComparingInt(Mutant::line).thenComparing(Mutant::identity);

    /**
     * Returns the identity of the mutant within its package, such as {@code Replica.onWrite(LWrite;)V:12:Math}. The
     * identity has no white space, and is unique among all mutants of a package. A change of the method may change the
     * identities of its mutants.
     */
    public String identity() {
        return simpleClassName() + "." + method + descriptor + ":" + index + ":" + mutator;
    }

    /** Returns the class name without its package; nested classes have their outer class before a {@code $}. */
    public String simpleClassName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Returns the changed line, such as {@code Replica.java:31}. */
    public String location() {
        return file + ":" + line;
    }

    /** Compares by file, line and identity. */
    @Override
    public int compareTo(Mutant other) {
        return ORDER.compare(this, other);
    }
}
