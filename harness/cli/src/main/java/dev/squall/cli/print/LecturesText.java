package dev.squall.cli.print;

import dev.squall.claims.ClaimLinks;
import dev.squall.claims.ClaimResult;
import dev.squall.claims.CourseTopic;
import dev.squall.claims.TrialResult;
import dev.squall.claims.TrialSetup;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.system.Claim;
import dev.squall.system.Trial;
import dev.squall.world.WorldKind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Results of the lectures' claims as text and as JSON. */
public final class LecturesText {

    private final PrintWriter out;
    private final boolean simulated;
    private Optional<CourseTopic> printed = Optional.empty();

    /** @param simulated true if runs are simulated, so that a flaw that is not caught refutes a claim */
    public LecturesText(PrintWriter out, boolean simulated) {
        this.out = out;
        this.simulated = simulated;
    }

    /**
     * Prints the heading of a claim's topic before the first claim of that topic.
     *
     * @param isWhole true to print the topics without claims before it too
     */
    public void printTopics(Claim next, boolean isWhole) {
        Optional<CourseTopic> topic = CourseTopic.of(next);
        if (topic.equals(printed)) {
            return;
        }
        List<CourseTopic> all = CourseTopic.all();
        int from = printed.map(all::indexOf).orElse(-1) + 1;
        int to = topic.map(all::indexOf).orElse(all.size());
        if (isWhole) {
            all.subList(Math.min(from, to), to).forEach(skipped -> skipped.aside()
                    .ifPresent(aside -> out.println(skipped.heading() + " " + aside)));
        }
        out.println(topic.map(CourseTopic::heading).orElse("Other claims"));
        printed = topic;
    }

    public void print(ClaimResult result) {
        VerdictWriter.print(String.format("%-9s", word(result)), out);
        out.printf(
                Locale.ROOT,
                "  %s (lecture %s): %s  [%.1f s]%n",
                result.claim().id(),
                result.claim().lecture(),
                result.claim().statement(),
                result.seconds());
        result.holds().forEach(trial -> print("holds ", trial));
        result.breaks().forEach(trial -> print("breaks", trial));
        out.flush();
    }

    private String word(ClaimResult result) {
        if (result.isConfirmed()) {
            return "confirmed";
        } else if (simulated || result.outcomeInRealTime().compareTo(Outcome.VACUOUS) < 0) {
            return "REFUTED?";
        } else if (result.outcomeInRealTime() == Outcome.VACUOUS) {
            return result.isTooBusy() ? "too busy" : "vacuous";
        }
        return result.holds().stream().anyMatch(TrialResult::isTried) ? "survives" : "not tried";
    }

    private void print(String side, TrialResult result) {
        out.printf(
                Locale.ROOT,
                "    %s %s %s: %s%s%s%n",
                side,
                result.isAsExpected() ? " " : isMissing(result) ? "-" : "!",
                result.trial().system(),
                result.words(),
                isEnumerated(result) ? "" : String.format(Locale.ROOT, "; %,d operations", result.operations()),
                effects(result));
        if (!result.repeat().isEmpty()) {
            out.println("             " + result.repeat());
        }
    }

    private boolean isMissing(TrialResult result) {
        boolean saysNothing = !result.isTried() || isFlaw(result) || result.isTooBusy();
        return !simulated && saysNothing && result.outcome() == Outcome.VACUOUS;
    }

    private static boolean isFlaw(TrialResult result) {
        return result.trial() instanceof Trial.Caught;
    }

    private static boolean isEnumerated(TrialResult result) {
        return result.trial() instanceof Trial.Enumerated;
    }

    private static String effects(TrialResult result) {
        List<String> effects = new ArrayList<>();
        result.effects().forEach((fault, count) -> effects.add(String.format(Locale.ROOT, "%s %,d", fault, count)));
        return effects.isEmpty() ? "" : "; effects: " + String.join(", ", effects);
    }

    public void printSummary(List<ClaimResult> results, int claims, double seconds, long seed) {
        long confirmed = results.stream().filter(ClaimResult::isConfirmed).count();
        List<TrialResult> trials = results.stream().flatMap(ClaimResult::trials).toList();
        long cases = runs(trials.stream().filter(LecturesText::isEnumerated));
        out.printf(
                Locale.ROOT,
                "%n%d of %d claims confirmed%s in %.1f s: %,d runs, %,d operations, %smaster seed %d%n",
                confirmed,
                claims,
                results.size() < claims ? ", " + (claims - results.size()) + " not tried (interrupted)," : "",
                seconds,
                runs(trials.stream().filter(trial -> !isEnumerated(trial))),
                trials.stream().mapToLong(TrialResult::operations).sum(),
                cases == 0 ? "" : String.format(Locale.ROOT, "%,d cases, ", cases),
                seed);
        if (simulated) {
            results.stream().filter(result -> !result.isConfirmed()).forEach(this::printRefutation);
        } else {
            printFlaws(results);
        }
        out.flush();
    }

    private static long runs(Stream<TrialResult> trials) {
        return trials.mapToLong(TrialResult::runs).sum();
    }

    private void printRefutation(ClaimResult result) {
        boolean survives = result.holds().stream().allMatch(TrialResult::isAsExpected);
        out.println("not confirmed: " + result.claim().id() + ", whose "
                + (survives ? "flawed side was not caught" : "sound side did not survive"));
    }

    /** Prints the flaws that runs in real time caught, and the flaws that they missed. */
    private void printFlaws(List<ClaimResult> results) {
        List<TrialResult> flaws = results.stream()
                .flatMap(ClaimResult::trials)
                .filter(LecturesText::isFlaw)
                .toList();
        List<String> caught = flaws.stream()
                .filter(TrialResult::isAsExpected)
                .map(flaw -> flaw.trial().system() + " (run " + flaw.runs() + ")")
                .toList();
        List<String> missed = flaws.stream()
                .filter(flaw -> !flaw.isAsExpected())
                .map(flaw -> flaw.trial().system())
                .toList();
        out.println(caught.size() + " of " + flaws.size() + " flaws caught: " + String.join(", ", caught));
        if (!missed.isEmpty()) {
            out.println("not caught here, but by the simulation: " + String.join(", ", missed));
        }
    }

    public static Map<String, Object> toJson(List<ClaimResult> results, double seconds, long seed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", seed);
        json.put("seconds", seconds);
        json.put("topics", CourseTopic.all().stream().map(LecturesText::toJson).toList());
        json.put("claims", results.stream().map(LecturesText::toJson).toList());
        return json;
    }

    private static Map<String, Object> toJson(CourseTopic topic) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", topic.heading());
        json.put("aside", topic.aside().orElse(""));
        return json;
    }

    private static Map<String, Object> toJson(ClaimLinks.Link link) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", link.kind().words());
        json.put("name", link.name());
        json.put("path", link.path());
        return json;
    }

    private static Map<String, Object> toJson(ClaimResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("claim", result.claim().id());
        json.put("lecture", result.claim().lecture());
        CourseTopic.of(result.claim()).ifPresent(topic -> json.put("topic", topic.heading()));
        json.put("statement", result.claim().statement());
        json.put("confirmed", result.isConfirmed());
        json.put("outcome", result.outcome().word());
        json.put("holds", result.holds().stream().map(LecturesText::toJson).toList());
        json.put("breaks", result.breaks().stream().map(LecturesText::toJson).toList());
        ClaimLinks links = ClaimLinks.of(result.claim());
        json.put("links", links.links().stream().map(LecturesText::toJson).toList());
        json.put("next", links.next());
        return json;
    }

    private static Map<String, Object> toJson(TrialResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        Experiment experiment =
                TrialSetup.of(result.trial(), WorldKind.SIMULATED, 1).experiment();
        json.put("experiment", result.trial().line());
        json.put("system", experiment.system());
        json.put("workload", experiment.workload());
        json.put("asExpected", result.isAsExpected());
        json.put("outcome", result.outcome().word());
        json.put("seen", result.words());
        json.put("runs", result.runs());
        json.put("operations", result.operations());
        json.put("effects", result.effects());
        json.put("seconds", result.seconds());
        json.put("repeat", result.repeat());
        json.put("run", result.folder());
        return json;
    }
}
