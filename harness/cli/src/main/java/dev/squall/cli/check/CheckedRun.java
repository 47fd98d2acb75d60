package dev.squall.cli.check;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.HistoryFormatException;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunReader;
import dev.squall.run.RunReader.KeptRun;
import dev.squall.run.RunSummary;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recorded run that was judged again, by the checkers of the original run.
 *
 * @param nanos time to reach the verdicts, in nanoseconds; the time to read the run does not count
 */
public record CheckedRun(KeptRun kept, Run run, long nanos) {

    /**
     * Reads and judges the folder of a run. An unreadable folder gives an error result.
     *
     * @param budget budget of each checker
     * @param clock monotonic clock in nanoseconds
     */
    public static CheckedFile check(Path folder, Budget budget, LongSupplier clock) {
        KeptRun kept;
        try {
            kept = RunReader.read(folder, Systems.installed());
        } catch (HistoryFormatException | WorldException e) {
            return CheckedFile.unreadable(folder, e.getMessage());
        }
        long startNanos = clock.getAsLong();
        Run run = RunPipeline.unkept(kept.settings().withBudget(budget)).judge(kept.recording());
        CheckedRun checked = new CheckedRun(kept, run, clock.getAsLong() - startNanos);
        return new CheckedFile(folder, run.outcome(), Optional.empty(), Optional.of(checked), "");
    }

    /** Returns notes for the user on missing records and on reordered or renamed operations. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(kept.notes());
        notes.addAll(kept.history().notes());
        if (kept.history().truncated()) {
            notes.add("the last line of the history was cut short and has been left out");
        }
        return notes;
    }

    /** Returns remarks on the outcome; empty for a valid one without remarks. */
    String remark() {
        Stream<String> found =
                switch (run.outcome()) {
                    case VIOLATION -> verdicts(Validity.VIOLATION).map(Verdict::anomaly);
                    case UNKNOWN -> verdicts(Validity.UNKNOWN).map(Verdict::summary);
                    case VACUOUS -> run.vacuities().stream();
                    default -> Stream.of();
                };
        return Stream.concat(found, notes().stream()).distinct().collect(Collectors.joining("; "));
    }

    private Stream<Verdict> verdicts(Validity validity) {
        return run.verdicts().stream().filter(verdict -> verdict.validity() == validity);
    }

    /** Returns the verdicts as JSON data, with the fields of a run's summary. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(RunSummary.of(run));
        json.put("milliseconds", nanos / 1e6);
        json.put("notes", notes());
        return json;
    }
}
