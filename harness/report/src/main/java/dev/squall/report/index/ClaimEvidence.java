package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.recorded.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence for or against a claim of the lectures: a trial of {@code squall lectures}, or a run.
 *
 * @param isSoundSide true for evidence about the sound system, false for evidence about a flaw
 * @param world name of the world of the trial or run
 * @param faults faults that took effect; empty if there were none
 * @param says meaning of the evidence for the claim
 * @param title name of the trial or run
 * @param words the observation in words
 * @param href link to the report page; empty if there is none
 * @param repeat command that repeats the observation; empty if there is none
 */
public record ClaimEvidence(
        boolean isSoundSide,
        String world,
        List<String> faults,
        Says says,
        String title,
        String words,
        String href,
        String repeat) {

    /** Meaning of the evidence for a claim. */
    public enum Says {
        FOR,
        AGAINST,
        NOTHING
    }

    public ClaimEvidence {
        faults = List.copyOf(faults);
    }

    /**
     * Returns the evidence for a claim, the lectures' own trials first.
     *
     * @param claim an entry of {@link IndexPage#LECTURES_FILE}
     */
    static List<ClaimEvidence> of(JsonNode claim, List<RunEntry> runs) {
        List<ClaimEvidence> evidence = new ArrayList<>();
        claim.path("holds").forEach(trial -> evidence.add(ofTrial(trial, true, runs)));
        claim.path("breaks").forEach(trial -> evidence.add(ofTrial(trial, false, runs)));
        for (RunEntry run : runs) {
            if (run.isOfTrial()) {
                // The trial itself is the evidence; this run only shows it.
                continue;
            }
            if (isAbout(claim.path("holds"), run)) {
                evidence.add(ofRun(run, true));
            } else if (isAbout(claim.path("breaks"), run)) {
                evidence.add(ofRun(run, false));
            }
        }
        return evidence;
    }

    private static boolean isAbout(JsonNode trials, RunEntry run) {
        for (JsonNode trial : trials) {
            if (trial.path("system").asText().equals(run.system())
                    && trial.path("workload").asText().equals(run.workload())) {
                return true;
            }
        }
        return false;
    }

    private static ClaimEvidence ofTrial(JsonNode trial, boolean isSoundSide, List<RunEntry> runs) {
        List<String> faults = new ArrayList<>();
        RunRecord.effects(trial).properties().forEach(effect -> {
            if (effect.getValue().asLong() > 0) {
                faults.add(effect.getKey());
            }
        });
        Says says =
                switch (trial.path("outcome").asText()) {
                    case "valid" -> Says.FOR;
                    case "violation" -> Says.AGAINST;
                    default -> Says.NOTHING;
                };
        return new ClaimEvidence(
                isSoundSide,
                "simulated",
                faults,
                says,
                trial.path("experiment").asText(),
                trial.path("seen").asText(),
                runs.stream()
                        .filter(run -> run.hasPage()
                                && run.path().equals(trial.path("run").asText()))
                        .map(RunEntry::href)
                        .findFirst()
                        .orElse(""),
                trial.path("repeat").asText());
    }

    /** A single run without the flaw's anomaly is no evidence, because trials of flaws need many seeds. */
    private static ClaimEvidence ofRun(RunEntry run, boolean isSoundSide) {
        Says says;
        if (run.isViolation()) {
            says = isSoundSide ? Says.AGAINST : Says.FOR;
        } else {
            says = isSoundSide && run.outcome().equals("valid") ? Says.FOR : Says.NOTHING;
        }
        List<String> faults = new ArrayList<>();
        run.verdict().path("faults").forEach(fault -> {
            if (RunRecord.effects(fault).asLong() > 0) {
                faults.add(fault.path("fault").asText());
            }
        });
        String found = run.complaint().isEmpty() ? run.outcome() : run.outcome() + ", " + run.complaint();
        return new ClaimEvidence(
                isSoundSide,
                run.world(),
                faults,
                says,
                run.system() + " " + run.name(),
                found,
                run.hasPage() ? run.href() : "",
                run.command());
    }
}
