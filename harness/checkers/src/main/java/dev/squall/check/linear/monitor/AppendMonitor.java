package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.model.AppendRegister;
import dev.squall.check.linear.model.Call;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Monitor for strings with put, append and get. A spelling of a text is the put that began the text, and all appends
 * since then, in their order. The monitor decides histories in which each text that was read has one spelling.
 *
 * <p><b>Runs.</b> A run is a put, and the appends up to the longest text that was read before the next put, with the
 * reads between them. The calls of a run take effect consecutively: any other append between them would be in the last
 * text. A put that nobody read is a run of its own. So is an append that nobody read: it can take effect after any run,
 * but not within one. The runs must have an order that agrees with real time (see {@link Runs}). The run that begins
 * with the initial string comes before all others, since nothing brings that string back.
 *
 * <p><b>Uncompleted calls.</b> An uncompleted call took effect if a text shows it, and then has no end. Others are left
 * out.
 *
 * <p><b>Several spellings.</b> A read whose text has several spellings is left out. What remains is decided exactly; if
 * it has no linearization, the whole has none either. Otherwise the monitor does not decide.
 *
 * <p>Takes O(n log n) for n calls, and time linear in the texts.
 */
final class AppendMonitor {

    private static final String METHOD = "append-monitor";

    /** What was read between one put and the next: the calls of the longest text, and the reads after each call. */
    private static final class Epoch {
        private List<Integer> spelled;
        private final Map<Integer, List<Integer>> readsByLength = new HashMap<>();

        private int lastRead() {
            return readsByLength.get(spelled.size()).get(0);
        }
    }

    private final Calls calls;
    private final Meter meter;
    private final Spelling spelling;
    private final Map<Integer, Epoch> epochs = new LinkedHashMap<>();
    private final BitSet shown = new BitSet();
    private final Runs runs;
    private boolean isExact = true;

    private AppendMonitor(Calls calls, AppendRegister model, Meter meter) {
        this.calls = calls;
        this.meter = meter;
        this.spelling = new Spelling(model.initialState().toString(), meter);
        this.runs = new Runs(calls);
    }

    /** Returns the decision; empty if a text has several spellings, and the other calls do not show a violation. */
    static Optional<Decision> decide(Calls calls, AppendRegister model, Meter meter) {
        AppendMonitor monitor = new AppendMonitor(calls, model, meter);
        Monitors.Refutation refutation = monitor.refute();
        return monitor.isExact || refutation != null
                ? Optional.of(Monitors.decision(calls, METHOD, refutation))
                : Optional.empty();
    }

    /** Returns a linearization of calls that this monitor decided to be valid. */
    static List<Integer> order(Calls calls, AppendRegister model, Meter meter) {
        AppendMonitor monitor = new AppendMonitor(calls, model, meter);
        monitor.refute();
        return monitor.runs.order();
    }

    private Monitors.Refutation refute() {
        Map<Integer, List<Integer>> readsByKind = new HashMap<>();
        List<Integer> changes = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            meter.step();
            Call call = call(c);
            switch (call.function()) {
                case "get" ->
                    readsByKind
                            .computeIfAbsent(calls.kind()[c], kind -> new ArrayList<>(1))
                            .add(c);
                case "put" -> spelling.addPut((String) call.argument(), c);
                default -> spelling.addAppend((String) call.argument(), c);
            }
            if (!call.function().equals("get")) {
                changes.add(c);
            }
        }
        Monitors.Refutation refutation = spell(readsByKind.values());
        refutation = refutation == null ? refuteRepetition() : refutation;
        return refutation == null ? refuteRuns(changes) : refutation;
    }

    private Call call(int c) {
        return calls.transitions().call(calls.kind()[c]);
    }

    private String text(List<Integer> reads) {
        return (String) call(reads.get(0)).result();
    }

    /** Spells the texts; in alphabetical order, each text comes after those that it begins with. */
    private Monitors.Refutation spell(Collection<List<Integer>> readsByText) {
        List<List<Integer>> sorted = new ArrayList<>(readsByText);
        sorted.sort(Comparator.comparing(this::text));
        try {
            for (List<Integer> reads : sorted) {
                spelling.read(text(reads));
                if (spelling.isImpossible()) {
                    return new Monitors.Refutation(
                            "unwritten-value", reads.get(0), "no operations could have written it", -1);
                } else if (!spelling.isUnique()) {
                    isExact = false;
                } else {
                    Monitors.Refutation refutation = addToEpoch(spelling.calls(), reads);
                    if (refutation != null) {
                        return refutation;
                    }
                }
            }
            return null;
        } finally {
            spelling.release();
        }
    }

    private Monitors.Refutation addToEpoch(List<Integer> spelled, List<Integer> reads) {
        Epoch epoch = epochs.computeIfAbsent(spelled.get(0), first -> new Epoch());
        List<Integer> before = epoch.spelled;
        if (before != null && (before.size() > spelled.size() || !before.equals(spelled.subList(0, before.size())))) {
            return new Monitors.Refutation(
                    "incomparable-reads",
                    reads.get(0),
                    "each of two reads misses something that the other has; the second is",
                    epoch.lastRead());
        }
        epoch.spelled = spelled;
        epoch.readsByLength.put(spelled.size(), reads);
        return null;
    }

    /** Refutes an append that two places of what was read show. */
    private Monitors.Refutation refuteRepetition() {
        for (Epoch epoch : epochs.values()) {
            for (int call : epoch.spelled) {
                meter.step();
                if (call != Spelling.INITIAL && shown.get(call)) {
                    return new Monitors.Refutation(
                            "append-applied-twice", epoch.lastRead(), "it was appended once, but shows twice:", call);
                }
                if (call != Spelling.INITIAL) {
                    shown.set(call);
                }
            }
        }
        return null;
    }

    private Monitors.Refutation refuteRuns(List<Integer> changes) {
        for (Map.Entry<Integer, Epoch> each : epochs.entrySet()) {
            Monitors.Refutation refutation = runs.add(groups(each.getValue()), each.getKey() == Spelling.INITIAL);
            if (refutation != null) {
                return refutation;
            }
        }
        for (int c : changes) {
            if (!shown.get(c) && calls.returned()[c] != Calls.NEVER) {
                runs.add(List.of(new int[] {c}), false);
            }
        }
        return runs.refuteOrder();
    }

    private static List<int[]> groups(Epoch epoch) {
        List<int[]> groups = new ArrayList<>();
        int length = 0;
        for (int call : epoch.spelled) {
            length++;
            if (call != Spelling.INITIAL) {
                groups.add(new int[] {call});
            }
            List<Integer> reads = epoch.readsByLength.get(length);
            if (reads != null) {
                groups.add(reads.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return groups;
    }
}
