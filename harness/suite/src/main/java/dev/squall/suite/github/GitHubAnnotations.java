package dev.squall.suite.github;

import dev.squall.suite.FinishedRun;
import dev.squall.suite.SuiteResult;
import java.util.List;

/**
 * Annotations of a suite's failures in the form of GitHub Actions' workflow commands: {@code ::error title=...::...}.
 * GitHub shows them on the page of a workflow's run.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflow-commands-for-github-actions">workflow commands</a>
 */
public final class GitHubAnnotations {

    /** GitHub shows at most ten errors and ten warnings of a step. */
    private static final int SHOWN_MAX = 10;

    private GitHubAnnotations() {}

    /** Returns a line for each of the first failures, in the order of the cells: warnings for unknown, else errors. */
    public static List<String> of(SuiteResult result) {
        return result.failures().limit(SHOWN_MAX).map(GitHubAnnotations::line).toList();
    }

    private static String line(FinishedRun run) {
        String level =
                switch (run.outcome()) {
                    case UNKNOWN -> "warning";
                    default -> "error";
                };
        String title = run.outcome().word() + ": " + run.cell() + ", seed " + run.seed();
        String again = run.reproducibilityWords().isEmpty() ? "" : " (" + run.reproducibilityWords() + ")";
        return "::" + level + " title=" + property(title) + "::" + data(run.words() + again + "\n" + run.command());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
