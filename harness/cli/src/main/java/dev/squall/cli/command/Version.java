package dev.squall.cli.command;

import dev.squall.run.Provenance;
import java.util.Map;
import picocli.CommandLine.IVersionProvider;

/** Provider of the version that {@code squall --version} prints. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Map<String, Object> facts = Provenance.facts();
        return new String[] {"squall " + facts.get("version") + " (commit " + facts.get("commit") + ")"};
    }
}
