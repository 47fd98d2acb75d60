package dev.squall.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Version, commit and machine of this build, which are saved with each run. */
public final class Provenance {

    private static final String RESOURCE = "/dev/squall/run/build.properties";

    private Provenance() {}

    /** Returns the version, commit, Java runtime and machine, by name. */
    public static Map<String, Object> facts() {
        Properties build = new Properties();
        try (InputStream in = Provenance.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the build's own " + RESOURCE + " cannot be read", e);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", build.getProperty("version", "unknown"));
        facts.put("commit", System.getProperty("squall.commit", "unknown"));
        facts.put("java", System.getProperty("java.runtime.version"));
        facts.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return facts;
    }

    /** Returns the provenance of a run: {@link #facts} and the command line that repeats the run. */
    public static Map<String, Object> of(String repeatLine) {
        Map<String, Object> provenance = facts();
        provenance.put("command", repeatLine);
        return provenance;
    }
}
