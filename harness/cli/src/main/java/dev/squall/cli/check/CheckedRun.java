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
 * Kept run that was judged again, by all that judged it when it was made.
 *
 * @param nanos that judging took, without reading
 */
public record CheckedRun(KeptRun kept, Run run, long nanos) {

    /**
     * Reads and judges the folder of a run; what cannot be read is a result too.
     *
     * @param budget for each checker
     * @param clock tells nanoseconds that never go back
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

    /** Returns sentences on what is missing and on how lines became operations. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(kept.notes());
        notes.addAll(kept.history().notes());
        if (kept.history().truncated()) {
            notes.add("the last line of the history was cut short and has been left out");
        }
        return notes;
    }

    /** Returns remarks on the outcome, in a few words; empty for a plain valid. */
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

    /** Returns the verdicts for programs, with the fields of a run's verdict. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(RunSummary.of(run));
        json.put("milliseconds", nanos / 1e6);
        json.put("notes", notes());
        return json;
    }
}
