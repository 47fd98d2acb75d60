package dev.squall.cli.check;

import dev.squall.check.Verdict;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.PlainText;
import dev.squall.history.format.RecordedHistory;
import dev.squall.run.RunSummary;
import dev.squall.workload.Proof;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Result of checking one file.
 *
 * @param judgement verdict on a history; empty if the file is unreadable or a run folder
 * @param run verdicts on a run; empty if the file is not a run folder
 * @param error reason why the file is unreadable; empty if it was read
 */
public record CheckedFile(
        Path file, Outcome outcome, Optional<Judgement> judgement, Optional<CheckedRun> run, String error) {

    public static final String NO_SUCCESSES = "no operation succeeded: the history proves nothing";

    /**
     * History of a file, and the verdict on the history.
     *
     * @param reading the history as read from the file
     * @param history the judged history, with keys in its values if it has keys
     * @param nanos time to reach the verdict, in nanoseconds; the time to read the file and to prove the verdict does
     *     not count
     * @param proof the proof; empty if none was requested
     * @param observing functions whose results can show a violation; empty for all functions
     * @param secondOpinion verdict of Knossos; empty if not requested
     */
    public record Judgement(
            RecordedHistory reading,
            History history,
            Verdict verdict,
            Verdict statistics,
            long nanos,
            Optional<Proof> proof,
            Set<String> observing,
            Optional<SecondOpinion> secondOpinion) {

        public long operations() {
            return reading.operations();
        }

        public long processes() {
            return history().operations().stream()
                    .filter(Operation::isClient)
                    .mapToInt(Operation::process)
                    .distinct()
                    .count();
        }

        /** Returns the reason why a valid verdict is vacuous; empty if the verdict is not vacuous. */
        public Optional<String> vacuity() {
            Set<String> succeeded = history().operations().stream()
                    .filter(it -> it.isClient() && it.type() == Operation.Type.OK)
                    .map(Operation::function)
                    .collect(Collectors.toSet());
            if (succeeded.isEmpty()) {
                return Optional.of(NO_SUCCESSES);
            }
            return observing.isEmpty() || !Collections.disjoint(observing, succeeded)
                    ? Optional.empty()
                    : Optional.of("no operation " + String.join(" or ", new TreeSet<>(observing))
                            + " succeeded, and only those show if " + verdict.checker() + " holds");
        }

        /** Returns true if the verdict's proof was refuted or Knossos disagrees. */
        public boolean isDistrusted() {
            return isContradicted() || isRefuted();
        }

        private boolean isContradicted() {
            return secondOpinion.flatMap(SecondOpinion::kept).isPresent();
        }

        private boolean isRefuted() {
            return proof.filter(it -> it.status() == Proof.Status.REFUTED).isPresent();
        }

        /** Returns the confirmed counterexample; empty if there is none. */
        public Optional<Counterexample> core() {
            return proof.filter(it -> it.status() == Proof.Status.CONFIRMED).flatMap(Proof::counterexample);
        }

        public String validity() {
            return verdict.validity().name().toLowerCase(Locale.ROOT);
        }

        public double millis() {
            return nanos / 1e6;
        }

        /** Returns the reason why the verdict is not trustworthy. */
        public String distrust() {
            return isContradicted()
                    ? secondOpinion.orElseThrow().distrust(verdict)
                    : proof.orElseThrow().distrust(validity());
        }

        /** Returns the names of the methods that found the verdict; empty if the checker has only one. */
        public List<?> methods() {
            return verdict.details().get("methods") instanceof List<?> methods ? methods : List.of();
        }
    }

    /** Returns the file's name with control characters escaped. */
    public String name() {
        return PlainText.of(file.toString());
    }

    static CheckedFile unreadable(Path file, String error) {
        return new CheckedFile(file, Outcome.ERROR, Optional.empty(), Optional.empty(), error);
    }

    /** Returns remarks on the outcome; empty for a valid one without remarks. */
    public String remark() {
        if (run.isPresent()) {
            return run.get().remark();
        }
        if (judgement.isEmpty()) {
            return error;
        }
        Judgement found = judgement.get();
        String remark = found.isDistrusted()
                ? found.distrust()
                : switch (outcome) {
                    case VIOLATION -> found.verdict().anomaly();
                    case UNKNOWN -> found.verdict().summary();
                    case VACUOUS -> found.vacuity().orElse("");
                    default -> "";
                };
        String opinion = found.secondOpinion().map(SecondOpinion::remark).orElse("");
        String cut = found.reading().truncated() ? "without its last line, which was cut short" : "";
        return Stream.concat(Stream.of(remark, opinion, cut), found.reading().notes().stream())
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Returns the result as JSON data. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("outcome", outcome.word());
        if (run.isPresent()) {
            json.putAll(run.get().toJson());
            return json;
        }
        if (judgement.isEmpty()) {
            json.put("error", error);
            return json;
        }
        Judgement found = judgement.get();
        if (found.isDistrusted()) {
            json.put("error", found.distrust());
        }
        found.secondOpinion().ifPresent(opinion -> json.put("knossos", opinion.toJson()));
        json.put("format", found.reading().format());
        json.put("lines", found.reading().lines());
        json.put("linesWithoutOperation", found.reading().passedOver());
        json.put("notes", found.reading().notes());
        json.put("operations", found.operations());
        json.put("processes", found.processes());
        json.put("milliseconds", found.millis());
        json.put("truncated", found.reading().truncated());
        json.put(
                "vacuous", outcome == Outcome.VACUOUS ? found.vacuity().stream().toList() : List.of());
        json.put("verdicts", List.of(RunSummary.of(found.verdict()), RunSummary.of(found.statistics())));
        found.proof().ifPresent(proof -> json.put("proof", RunSummary.of(proof)));
        return json;
    }
}
