package dev.squall.workload.standard;

import dev.squall.workload.Workload;
import dev.squall.workload.transaction.BankWorkload;
import dev.squall.workload.transaction.LongForkWorkload;
import dev.squall.workload.transaction.TransactionWorkload;
import dev.squall.workload.transaction.WriteSkewWorkload;
import java.util.List;
import java.util.Optional;

/** The workloads that are known by name. */
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

    /** All of them, lin-kv first. */
    public static List<Workload> all() {
        return ALL;
    }

    /** The one with this {@linkplain Workload#name() name}. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    /** Their names, in the order of {@link #all()}. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }
}
