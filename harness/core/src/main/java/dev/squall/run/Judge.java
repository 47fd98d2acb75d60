package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.Examination;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.run.loop.Stop;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judge of recordings: runs the workload's checkers, proves violations, and determines the outcome. */
final class Judge {

    private static final Budget PROOF_BUDGET = new Budget(Duration.ofSeconds(10), Budget.DEFAULT.memoryBytes());

    private Judge() {}

    /**
     * Judges a recording with the settings of its run, by the workload that {@link RunSettings#judging} chooses.
     *
     * @throws IllegalStateException if the check during the run and the check of the whole history contradict each
     *     other
     */
    static Run judge(Recording recording, RunSettings planned) {
        RunSettings settings = planned.judging(recording);
        History history = recording.complete() ? recording.history() : withoutFinalReads(recording.history());
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, Proof> proofs = new LinkedHashMap<>();
        for (Checker checker : settings.checkers()) {
            if (settings.proving() && checker instanceof ProvingChecker prover) {
                Examination examination = prover.examine(history, settings.budget());
                verdicts.add(examination.verdict());
                if (examination.verdict().validity() == Validity.VIOLATION) {
                    proofs.put(prover.name(), prover.prove(history, examination, PROOF_BUDGET));
                }
            } else {
                verdicts.add(checker.check(history, settings.budget()));
            }
        }
        verdicts.addAll(recording.liveVerdicts());
        recording.stop().ifPresent(stop -> addUnlessConfirmed(stop, verdicts));
        List<String> vacuities = new ArrayList<>(VacuousRunCheck.reasons(recording, verdicts, settings.promises()));
        if (recording.stop().isEmpty() && !recording.scripted()) {
            vacuities.addAll(settings.workload().vacuities(verdicts));
        }
        return new Run(
                recording.experiment(),
                recording.history(),
                List.copyOf(verdicts),
                Collections.unmodifiableMap(proofs),
                recording.evidence(),
                List.copyOf(vacuities),
                recording.stop(),
                outcome(recording, verdicts, proofs, vacuities),
                recording.states());
    }

    /** Returns the history of a run that ended early, without final reads: replicas may still have been catching up. */
    private static History withoutFinalReads(History history) {
        return History.of(history.operations().stream()
                .map(it -> it.isClient() || !it.function().equals(RunLoop.BEGIN_LIVENESS_PHASE)
                        ? it
                        : new Operation(
                                it.index(),
                                it.timeNanos(),
                                it.type(),
                                it.process(),
                                "unfinished-liveness-phase",
                                it.value(),
                                it.extras()))
                .toList());
    }

    /** Adds the verdict that stopped the run, if the check of the whole history gave no verdict. */
    private static void addUnlessConfirmed(Stop stop, List<Verdict> verdicts) {
        Verdict seen = stop.verdict();
        List<Validity> afterwards = verdicts.stream()
                .filter(verdict -> verdict.checker().equals(seen.checker()))
                .map(Verdict::validity)
                .toList();
        if (afterwards.contains(Validity.VALID)) {
            throw new IllegalStateException("the run was stopped at operation " + stop.operation() + ", since "
                    + seen.summary() + "; but the check of the whole history finds it valid");
        }
        if (!afterwards.contains(Validity.VIOLATION)) {
            verdicts.add(seen);
        }
    }

    /**
     * Returns the outcome of a run. In an interrupted run, a property without verdict makes the outcome vacuous, not
     * unknown.
     */
    private static Outcome outcome(
            Recording recording, List<Verdict> verdicts, Map<String, Proof> proofs, List<String> vacuities) {
        boolean isInterrupted = !recording.complete() && recording.stop().isEmpty();
        List<Outcome> outcomes = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Proof proof = proofs.get(verdict.checker());
            if (proof != null && proof.status() == Proof.Status.REFUTED) {
                outcomes.add(Outcome.ERROR);
            } else if (verdict.validity() == Validity.VIOLATION) {
                outcomes.add(Outcome.VIOLATION);
            } else if (verdict.validity() == Validity.UNKNOWN && !isInterrupted) {
                outcomes.add(Outcome.UNKNOWN);
            }
        }
        if (!vacuities.isEmpty()) {
            outcomes.add(Outcome.VACUOUS);
        }
        return Outcome.worst(outcomes);
    }
}
