package dev.squall.claims;

import dev.squall.run.Run;
import dev.squall.run.loop.Script;
import java.util.Optional;

/**
 * Simulated run that shows the result of a trial. The experiment and the script determine the whole run.
 *
 * @param script script of the run; empty if the run follows from its seed alone
 */
public record ShownRun(Run run, Optional<Script> script) {

    static ShownRun of(Run run) {
        return new ShownRun(run, Optional.empty());
    }
}
