package dev.squall.cli.check;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.run.RunSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Verdict of Knossos on a history that this project's checker has judged.
 *
 * @param nanos that it took
 * @param kept where the history is, if the two disagree
 */
public record SecondOpinion(Verdict verdict, long nanos, Optional<Path> kept) {

    /** Returns true if both verdicts are decided and differ. */
    static boolean isDisagreement(Verdict first, Verdict second) {
        return first.validity() != Validity.UNKNOWN
                && second.validity() != Validity.UNKNOWN
                && first.validity() != second.validity();
    }

    /** In some words. */
    String remark() {
        String validity = verdict.validity().name().toLowerCase(Locale.ROOT);
        return String.format(Locale.ROOT, "knossos: %s in %,.1f ms", validity, nanos / 1e6);
    }

    /** Returns a sentence that says how the two verdicts disagree. */
    String distrust(Verdict first) {
        return "the verdict is not to be trusted: " + first.checker() + " is "
                + first.validity().name().toLowerCase(Locale.ROOT) + " here, and "
                + verdict.validity().name().toLowerCase(Locale.ROOT) + " to Knossos; the history is kept in "
                + kept.map(Path::toString).orElse("its file") + ", please report it with that file";
    }

    /** For programs. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", RunSummary.of(verdict));
        json.put("milliseconds", nanos / 1e6);
        kept.ifPresent(path -> json.put("disagreement", path.toString()));
        return json;
    }
}
