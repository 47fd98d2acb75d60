package dev.squall.workload.standard;

import dev.squall.workload.Workload;
import dev.squall.workload.transaction.BankWorkload;
import dev.squall.workload.transaction.LongForkWorkload;
import dev.squall.workload.transaction.TransactionWorkload;
import dev.squall.workload.transaction.WriteSkewWorkload;
import java.util.List;
import java.util.Optional;

/** Catalogue of Squall's own workloads. */
public final class Workloads {

    private static final List<Workload> ALL = List.of(
            new LinKvWorkload(),
            new AppendKvWorkload(),
            LinkWorkload.unordered(),
            LinkWorkload.fifo(),
            LinkWorkload.fairLoss(),
            new RegisterWorkload(),
            RegisterWorkload.withReaders(),
            new ReadYourWritesWorkload(),
            new CompareAndSetWorkload(),
            EventualMapWorkload.withDeletes(),
            EventualMapWorkload.withoutDeletes(),
            new MultiValueWorkload(),
            SessionWorkload.sticky(),
            SessionWorkload.roaming(),
            TransactionWorkload.listAppend(),
            TransactionWorkload.registers(),
            new BankWorkload(),
            new LongForkWorkload(),
            new WriteSkewWorkload());

    private Workloads() {}

    /** Returns all workloads of the catalogue, lin-kv first. */
    public static List<Workload> all() {
        return ALL;
    }

    /** Returns the workload with this {@linkplain Workload#name() name}, or empty if there is none. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    /** Returns the names of the workloads, in the order of {@link #all()}. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }
}
