package dev.squall.spark;

import dev.squall.run.cluster.KeyedLine;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** Keys and positions of the lines of a split, on an executor. Streams the lines. */
final class LineTask implements Function2<Integer, Iterator<String>, Iterator<Tuple2<KeyAt, String>>> {

    private static final long serialVersionUID = 1;

    private final boolean keyed;
    private final int[] files;
    private final long[] begins;

    /**
     * @param files number of the file of each split
     * @param begins number of operations before each split in its file
     */
    LineTask(boolean keyed, int[] files, long[] begins) {
        this.keyed = keyed;
        this.files = files;
        this.begins = begins;
    }

    @Override
    public Iterator<Tuple2<KeyAt, String>> call(Integer split, Iterator<String> lines) {
        return new Iterator<>() {

            private long position = begins[split];
            private Tuple2<KeyAt, String> next = find();

            private Tuple2<KeyAt, String> find() {
                while (lines.hasNext()) {
                    String line = lines.next();
                    Optional<KeyedLine> operation = KeyedLine.read(line, keyed);
                    long at = position;
                    position += operation.isPresent() ? 1 : 0;
                    if (operation.isPresent() && operation.get().key() != null) {
                        return new Tuple2<>(
                                new KeyAt(files[split], operation.get().key(), at), line);
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Tuple2<KeyAt, String> next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Tuple2<KeyAt, String> found = next;
                next = find();
                return found;
            }
        };
    }
}
