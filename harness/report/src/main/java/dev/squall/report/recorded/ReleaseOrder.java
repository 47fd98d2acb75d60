package dev.squall.report.recorded;

import dev.squall.run.Provenance;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Order of Squall's versions, such as {@code 0.1.0-SNAPSHOT}; a suffix does not count. */
final class ReleaseOrder {

    /** Version of this program. */
    static final String THIS = String.valueOf(Provenance.facts().get("version"));

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:-.*)?");
    private static final int NUMBERS = 3;

    private ReleaseOrder() {}

    /** Returns the version if it is newer than this program; empty if it is not, or is not a version. */
    static Optional<String> newerThanThis(String version) {
        return isNewer(version, THIS) ? Optional.of(version) : Optional.empty();
    }

    static boolean isNewer(String version, String than) {
        Matcher one = VERSION.matcher(version);
        Matcher other = VERSION.matcher(than);
        if (!one.matches() || !other.matches()) {
            return false;
        }
        for (int i = 1; i <= NUMBERS; i++) {
            int difference = Integer.compare(number(one, i), number(other, i));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static int number(Matcher version, int group) {
        return version.group(group) == null ? 0 : Integer.parseInt(version.group(group));
    }
}
