package dev.squall.benchmarks.table;

import dev.squall.check.Checker;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.format.HistoryFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Histories that others recorded, in a folder with {@code etcd}, {@code kv}, {@code cas-register} and so on. */
final class RecordedCases {

    static final String SET = "recorded";

    private static final String CAS_REGISTER = "cas-register";

    private interface Reader {
        History read(Path file) throws IOException;
    }

    private final Path folder;

    RecordedCases(Path folder) {
        this.folder = folder;
    }

    List<Case> all() {
        List<Case> cases = new ArrayList<>();
        Model fromNil = Models.named(CAS_REGISTER).model();
        Model fromZero = Models.named(CAS_REGISTER).model(0L);
        cases.add(together(
                "etcd", RecordedCases::readAny, fromNil, "Porcupine 102 such logs 315 ms, Knossos 0.4 to 7.3 s"));
        cases.add(together(
                CAS_REGISTER, HistoryReader::read, fromZero, "120 such: Porcupine 18 ms, Knossos 0.34 to 4.2 s"));
        for (String name : List.of("c01-ok", "c01-bad", "c10-ok", "c10-bad")) {
            cases.add(one(
                    "kv/" + name + ".txt",
                    RecordedCases::readAny,
                    Models.named("kv-map").model(),
                    true));
        }
        cases.add(one(
                "multi-register/multi-register.edn",
                HistoryReader::read,
                Models.named("multi-register").model(0L),
                false));
        return cases;
    }

    private static History readAny(Path file) throws IOException {
        return HistoryFormats.read(file).history();
    }

    private Case one(String name, Reader reader, Model model, boolean keyed) {
        Checker checker = new LinearizabilityChecker(model, keyed);
        return new Case(SET, name, () -> List.of(read(folder.resolve(name), reader)), checker, "");
    }

    private Case together(String name, Reader reader, Model model, String peers) {
        return new Case(
                SET,
                name + ", all files together",
                () -> read(name, reader),
                new LinearizabilityChecker(model, false),
                peers);
    }

    private List<History> read(String name, Reader reader) {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> read(file, reader))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder.resolve(name), e);
        }
    }

    private static History read(Path file, Reader reader) {
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
