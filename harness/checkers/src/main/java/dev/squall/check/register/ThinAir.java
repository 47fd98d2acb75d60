package dev.squall.check.register;

import dev.squall.check.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Verdict on a history with a read of a value that was never written, which no consistency model allows. */
public final class ThinAir {

    static final String THIN_AIR_READ = "thin-air-read";
    static final String READ_OF_FAILED_WRITE = "read-of-failed-write";

    private ThinAir() {}

    public static Verdict verdict(String checker, RegisterHistory history, Access read, Map<String, Object> details) {
        for (Access failed : history.failedWrites()) {
            if (Objects.equals(failed.key(), read.key()) && Objects.equals(failed.written(), read.read())) {
                int failure = failed.operation().completion().index();
                TreeSet<Integer> operations = new TreeSet<>(failed.operation().indexes());
                operations.addAll(read.operation().indexes());
                return Verdict.violation(
                        checker,
                        READ_OF_FAILED_WRITE,
                        read + " returned what only writes that failed would have written: " + failed
                                + ", which failed in operation " + failure,
                        List.copyOf(operations),
                        details);
            }
        }
        return Verdict.violation(
                checker,
                THIN_AIR_READ,
                read + " returned what nobody wrote",
                read.operation().indexes(),
                details);
    }
}
