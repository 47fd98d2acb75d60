package dev.squall.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Successes;
import dev.squall.fault.Evidence;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.format.HistoryFormats;
import dev.squall.history.format.RecordedHistory;
import dev.squall.node.wire.WireCodec;
import dev.squall.run.loop.LiveVerdicts;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.run.loop.Stop;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.file.DescribedSystem;
import dev.squall.system.file.SystemFile;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reader of saved runs. The reader restores the recording of a run from its folder. The recording can then be judged
 * again by the workload's checkers, the nodes' journals and the recovery. The reader accepts incomplete files of a run
 * that was killed.
 */
public final class RunReader {

    /** Holder of the mapper, which takes a tenth of a second to make and is not needed to recognise a run. */
    private static final class Json {

        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new SimpleModule().addDeserializer(WorldKind.class, new WorldKindReader()))
                .build();
    }

    private final Path folder;
    private final Experiment experiment;
    private final SystemUnderTest system;
    private final Workload workload;
    private final List<String> notes = new ArrayList<>();
    private List<Evidence> evidence = List.of();
    private Optional<Stop> stop = Optional.empty();
    private boolean scripted;
    private boolean hasEnd;
    private boolean complete;

    private RunReader(Path folder, Experiment experiment, SystemUnderTest system, Workload workload) {
        this.folder = folder;
        this.experiment = experiment;
        this.system = system;
        this.workload = workload;
    }

    /**
     * Content of a saved run's folder.
     *
     * @param settings settings with which the run was judged, except for the budget
     * @param history the history, with the line of each operation
     * @param notes sentences about missing data, such as the end of a killed run
     */
    public record KeptRun(RunSettings settings, Recording recording, RecordedHistory history, List<String> notes) {}

    /** Returns true if a path is the folder of a run: it contains an experiment and a history. */
    public static boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve(RunFolder.EXPERIMENT_FILE))
                && Files.isRegularFile(path.resolve(RunFolder.HISTORY_FILE));
    }

    /**
     * Reads the folder of a run. Takes time and memory linear in the size of history and journal.
     *
     * @param systems catalogue with the run's system and workload
     * @throws HistoryFormatException if a file is malformed, or the system or the workload is unknown; the message is
     *     one sentence
     * @throws WorldException if a file cannot be read
     */
    public static KeptRun read(Path folder, Systems systems) {
        Experiment experiment = experiment(folder);
        SystemUnderTest system = system(folder, experiment, systems);
        if (systems.findWorkload(experiment.workload()).isEmpty()) {
            throw unknown("workload", experiment.workload());
        }
        Workload workload = systems.workload(experiment);
        try {
            return new RunReader(folder, experiment, system, workload).read();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static SystemUnderTest system(Path folder, Experiment experiment, Systems systems) {
        if (!experiment.systemFile().isEmpty()) {
            Path original = Path.of(experiment.systemFile()).toAbsolutePath().getParent();
            try {
                return DescribedSystem.of(SystemFile.read(folder.resolve(RunFolder.SYSTEM_FILE), original, true));
            } catch (YamlFormatException e) {
                throw new HistoryFormatException(e.getMessage());
            }
        }
        return experiment.binary().isEmpty()
                ? systems.find(experiment.system()).orElseThrow(() -> unknown("system", experiment.system()))
                : SystemUnderTest.executable(experiment.system(), systems.workloadNames());
    }

    private static HistoryFormatException unknown(String kind, String name) {
        return new HistoryFormatException("found a run of the " + kind + " '" + name
                + "', which is not on the class path, expected its jar by --class-path, or --model to check the history"
                + " alone");
    }

    private static WorldException failure(Path folder, IOException e) {
        return new WorldException("cannot read the run in " + folder + ": " + FileProblem.of(e), e);
    }

    private static Experiment experiment(Path folder) {
        Path file = folder.resolve(RunFolder.EXPERIMENT_FILE);
        try {
            JsonNode json = Json.MAPPER.readTree(file.toFile()).path("experiment");
            if (json instanceof ObjectNode fields && !fields.has("successes")) {
                // Experiments of older versions have no field for the required successes.
                fields.set("successes", Json.MAPPER.valueToTree(Successes.DEFAULT));
            }
            if (json instanceof ObjectNode fields && !fields.has("nodeNames")) {
                // Nodes have names of their own since a later version.
                fields.putArray("nodeNames");
            }
            if (!json.isObject()) {
                throw new IllegalArgumentException("no field experiment");
            }
            return Json.MAPPER.treeToValue(json, Experiment.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String found = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new HistoryFormatException(RunFolder.EXPERIMENT_FILE + ": found " + found
                    + ", expected an experiment as squall run writes it");
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private KeptRun read() throws IOException {
        RecordedHistory history = HistoryFormats.read(folder.resolve(RunFolder.HISTORY_FILE));
        scripted = Files.exists(folder.resolve(RunFolder.SCENARIO_FILE));
        LiveVerdicts live = new LiveVerdicts(experiment, system, workload);
        List<Operation> operations = history.history().operations();
        if (!hear(live, operations)) {
            readOlder(live, operations);
        }
        if (!complete && stop.isEmpty()) {
            notes.add(cut() + "; only what was recorded until then is judged");
        }
        Recording recording = new Recording(
                experiment,
                history.history(),
                live.verdicts(),
                live.unjudged(),
                evidence,
                List.of(),
                scripted,
                complete,
                stop);
        return new KeptRun(RunSettings.of(experiment, system, workload), recording, history, List.copyOf(notes));
    }

    private String cut() {
        if (hasEnd) {
            return "the run was cut: it was interrupted before its end";
        }
        return switch (RunLock.state(folder)) {
            case UNDER_WAY -> "the run is under way, and was read while it was being recorded";
            case KILLED -> "the run was cut: no end was recorded, since its process was killed";
            default -> "the run was cut: no end was recorded, so it was killed or failed";
        };
    }

    /**
     * Replays the events of the run in order of their times; facts come before operations of the same time, as in the
     * run.
     *
     * @return false if the journal has the format of an older version, and was not replayed
     */
    private boolean hear(LiveVerdicts live, List<Operation> operations) throws IOException {
        Path file = folder.resolve(RunFolder.JOURNAL_FILE);
        if (!Files.exists(file) || Files.size(file) == 0) {
            return !Files.exists(folder.resolve(RunFolder.VERDICT_FILE));
        }
        WireCodec codec = new WireCodec(Worlds.vocabulary(system, workload));
        boolean isLastCut = isLastLineCut(file);
        Iterator<Operation> rest = operations.iterator();
        Operation next = rest.hasNext() ? rest.next() : null;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String text = lines.readLine();
            for (int number = 1; text != null; number++) {
                String following = lines.readLine();
                if (following == null && isLastCut) {
                    notes.add("the last line of the journal was cut short and has been left out");
                    break;
                }
                JournalLines.Line line = line(text, number, codec);
                if (number == 1 && !(line instanceof JournalLines.Begin)) {
                    return false;
                }
                while (next != null && (next.timeNanos() < line.timeNanos() || line instanceof JournalLines.End)) {
                    live.onOperation(next);
                    next = rest.hasNext() ? rest.next() : null;
                }
                hear(live, line);
                text = following;
            }
        }
        for (; next != null; next = rest.hasNext() ? rest.next() : null) {
            live.onOperation(next);
        }
        return true;
    }

    private void hear(LiveVerdicts live, JournalLines.Line line) {
        if (line instanceof JournalLines.Begin begin) {
            scripted = begin.scripted();
        } else if (line instanceof JournalLines.Noted noted) {
            live.onFact(noted.timeNanos(), noted.nodeId(), noted.life(), noted.fact());
        } else if (line instanceof JournalLines.LifeEnd ended) {
            live.onLifeEnd(ended.timeNanos(), ended.nodeId(), ended.life(), ended.whole());
        } else if (line instanceof JournalLines.End end) {
            end.healedNanos().ifPresent(live::onEnd);
            hasEnd = true;
            evidence = end.evidence();
            stop = end.stop();
            complete = end.complete();
        }
    }

    private static JournalLines.Line line(String text, int number, WireCodec codec) {
        try {
            return JournalLines.read(text, codec);
        } catch (HistoryFormatException e) {
            throw new HistoryFormatException(RunFolder.JOURNAL_FILE + ", line " + number + ": " + e.getMessage());
        }
    }

    private static boolean isLastLineCut(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /**
     * Reads the journal and the verdict of a run of an older version. An old journal does not contain the ends of
     * nodes' lives, so it is not judged.
     */
    private void readOlder(LiveVerdicts live, List<Operation> operations) throws IOException {
        notes.add("the journal was written by an older version, without the ends of nodes' lives: it is not judged");
        operations.forEach(live::onOperation);
        Path verdict = folder.resolve(RunFolder.VERDICT_FILE);
        if (!Files.exists(verdict)) {
            return;
        }
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(verdict.toFile());
        } catch (JsonProcessingException e) {
            throw new HistoryFormatException(
                    RunFolder.VERDICT_FILE + ": found " + e.getOriginalMessage() + ", expected one JSON object");
        }
        complete = !json.has("stopped");
        evidence = JournalLines.evidence(json);
        if (complete) {
            operations.stream()
                    .filter(it -> it.function().equals(RunLoop.BEGIN_LIVENESS_PHASE))
                    .findFirst()
                    .ifPresent(healed -> live.onEnd(healed.timeNanos()));
        }
    }

    /** Deserializer of kinds of worlds from their names. */
    private static final class WorldKindReader extends StdDeserializer<WorldKind> {

        private static final long serialVersionUID = 1L;

        WorldKindReader() {
            super(WorldKind.class);
        }

        @Override
        public WorldKind deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Worlds.named(json.getValueAsString());
        }
    }
}
