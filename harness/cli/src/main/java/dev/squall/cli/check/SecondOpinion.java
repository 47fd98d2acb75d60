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
 * Verdict of Knossos on a history that this project's checker has judged too.
 *
 * @param nanos time of the verdict in nanoseconds
 * @param kept file with the history if the engines disagree; else empty
 */
public record SecondOpinion(Verdict verdict, long nanos, Optional<Path> kept) {

    /** Returns true if the two verdicts differ and neither is unknown. */
    static boolean isDisagreement(Verdict first, Verdict second) {
        return first.validity() != Validity.UNKNOWN
                && second.validity() != Validity.UNKNOWN
                && first.validity() != second.validity();
    }

    /** Returns a short remark with validity and time. */
    String remark() {
        String validity = verdict.validity().name().toLowerCase(Locale.ROOT);
        return String.format(Locale.ROOT, "knossos: %s in %,.1f ms", validity, nanos / 1e6);
    }

    /** Returns a sentence that describes the disagreement of the two verdicts. */
    String distrust(Verdict first) {
        return "the verdict is not to be trusted: " + first.checker() + " is "
                + first.validity().name().toLowerCase(Locale.ROOT) + " here, and "
                + verdict.validity().name().toLowerCase(Locale.ROOT) + " to Knossos; the history is kept in "
                + kept.map(Path::toString).orElse("its file") + ", please report it with that file";
    }

    /** Returns the verdict as JSON data. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", RunSummary.of(verdict));
        json.put("milliseconds", nanos / 1e6);
        kept.ifPresent(path -> json.put("disagreement", path.toString()));
        return json;
    }
}
