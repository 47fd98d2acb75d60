package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.squall.node.StableRecord;
import dev.squall.node.StorageException;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageTest {

    record Line(String text) implements StableRecord {}

    private static final WireCodec CODEC = new WireCodec(new Vocabulary(List.of(), List.of(Line.class), List.of()));

    @TempDir
    private Path folder;

    @Test
    void appendedRecordsSurviveTheProcess() {
        try (FileStorage storage = open()) {
            storage.append(new Line("a\nb"));
            storage.sync();
            storage.append(new Line("ü"));
        }
        assertThat(recovered()).containsExactly(new Line("a\nb"), new Line("ü"));
    }

    @Test
    void cutFileRecoversWholeRecordsAndTakesNewOnes() throws IOException {
        List<Integer> lengths = new ArrayList<>(List.of((int) lengthAfter(List.of())));
        List<Line> lines = List.of(new Line("one"), new Line(""), new Line("three"));
        for (int n = 1; n <= lines.size(); n++) {
            lengths.add((int) lengthAfter(lines.subList(0, n)));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int cut = lengths.get(0); cut <= whole.length; cut++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, cut));
            int kept = 0;
            while (kept < lines.size() && lengths.get(kept + 1) <= cut) {
                kept++;
            }
            List<StableRecord> expected = new ArrayList<>(lines.subList(0, kept));
            assertThat(recovered()).as("cut at %d", cut).isEqualTo(expected);
            assertThat(file()).as("cut at %d", cut).hasSize(lengths.get(kept));

            try (FileStorage storage = open()) {
                storage.append(new Line("new"));
            }
            expected.add(new Line("new"));
            assertThat(recovered()).isEqualTo(expected);
        }
    }

    @Test
    void flippedBitDropsOnlyAnUnsyncedLastRecord() throws IOException {
        long firstEnds = lengthAfter(List.of(new Line("one")));
        lengthAfter(List.of(new Line("one"), new Line("two")));
        byte[] whole = Files.readAllBytes(file());

        Files.write(file(), flipped(whole, (int) firstEnds + 12));
        assertThat(recovered()).containsExactly(new Line("one"));

        Files.write(file(), flipped(whole, (int) firstEnds - 4));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::open)
                .withMessageContaining("record 1 in")
                .withMessageContaining("damaged");
    }

    @Test
    void flippedSyncedBitIsRefusedUntilFlippedBack() throws IOException {
        List<Line> lines = List.of(new Line("one"), new Line("two"));
        try (FileStorage storage = open()) {
            storage.replace(lines);
        }
        byte[] whole = Files.readAllBytes(file());
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            BitFlip flip = BitFlip.in(folder, random).orElseThrow();
            byte[] damaged = Files.readAllBytes(file());
            assertThat(damaged).isNotEqualTo(whole);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("damaged");
            assertThat(file()).hasBinaryContent(damaged);

            flip.again(folder);
            assertThat(file()).hasBinaryContent(whole);
        }
        assertThat(recovered()).isEqualTo(lines);
    }

    @Test
    void aSyncedRecordThatIsCutOffIsRefused() throws IOException {
        try (FileStorage storage = open()) {
            storage.replace(List.of(new Line("one")));
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 1));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::open)
                .withMessageContaining("record 1 in")
                .withMessageContaining("damaged");
    }

    @Test
    void unsyncedStorageHasNoBitToFlip() {
        assertThat(BitFlip.in(folder, new SplittableRandom(1))).isEmpty();
        try (FileStorage storage = open()) {
            storage.append(new Line("not synced"));
        }
        assertThat(BitFlip.in(folder, new SplittableRandom(1))).isEmpty();
    }

    @Test
    void replacingLeavesOnlyTheNewContentSynced() {
        try (FileStorage storage = open()) {
            storage.append(new Line("old"));
            storage.replace(List.of(new Line("snapshot"), new Line("tail")));
            storage.append(new Line("new"));

            assertThat(storage.read()).containsExactly(new Line("snapshot"), new Line("tail"), new Line("new"));
        }
        assertThat(UnsyncedTail.of(folder).recordCount()).isEqualTo(1);
        assertThat(UnsyncedTail.of(folder).lose()).isEqualTo(1);
        assertThat(recovered()).containsExactly(new Line("snapshot"), new Line("tail"));
    }

    @Test
    void losingRemovesExactlyTheUnsyncedRecords() {
        try (FileStorage storage = open()) {
            storage.append(new Line("synced"));
            storage.sync();
            storage.append(new Line("lost"));
            storage.append(new Line("lost too"));
        }
        UnsyncedTail tail = UnsyncedTail.of(folder);

        assertThat(tail.recordCount()).isEqualTo(2);
        assertThat(tail.lose()).isEqualTo(2);
        assertThat(recovered()).containsExactly(new Line("synced"));
    }

    @Test
    void recoveredRecordsAreDurable() {
        try (FileStorage storage = open()) {
            storage.append(new Line("not synced"));
        }
        open().close();

        assertThat(UnsyncedTail.of(folder).recordCount()).isZero();
    }

    @Test
    void tearingKeepsEveryPrefixAndAlwaysTearsARecord() {
        List<Line> lines = List.of(new Line("synced"), new Line("a"), new Line("b"), new Line("c"));
        boolean[] keptSeen = new boolean[lines.size()];
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 100; round++) {
            write(lines);
            UnsyncedTail tail = UnsyncedTail.of(folder);
            int lost = tail.tear(random);

            int kept = lines.size() - lost;
            assertThat(recovered()).isEqualTo(lines.subList(0, kept));
            keptSeen[kept - 1] = true;
        }
        assertThat(keptSeen)
                .as("whether 0, 1, 2 and 3 of the unsynced records were ever kept")
                .containsExactly(true, true, true, false);
    }

    @Test
    void syncedStorageHasNothingToTear() {
        try (FileStorage storage = open()) {
            storage.append(new Line("a"));
            storage.sync();
        }
        assertThat(UnsyncedTail.of(folder).tear(new SplittableRandom(1))).isZero();
        assertThat(UnsyncedTail.of(folder.resolve("absent")).lose()).isZero();
        assertThat(recovered()).containsExactly(new Line("a"));
    }

    @Test
    void aForeignFileIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "somebody else's notes, of more than sixteen characters\n");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::open)
                .withMessageContaining("is no storage of a Squall node");
        assertThat(file()).content().startsWith("somebody else's");
    }

    private void write(List<Line> lines) {
        try (FileStorage storage = open()) {
            storage.replace(List.of(lines.get(0)));
            lines.subList(1, lines.size()).forEach(storage::append);
        }
    }

    private long lengthAfter(List<Line> lines) throws IOException {
        Files.deleteIfExists(file());
        try (FileStorage storage = open()) {
            lines.forEach(storage::append);
        }
        return Files.size(file());
    }

    private static byte[] flipped(byte[] bytes, int index) {
        byte[] copy = bytes.clone();
        copy[index] ^= 4;
        return copy;
    }

    private List<StableRecord> recovered() {
        try (FileStorage storage = open()) {
            return storage.read();
        }
    }

    private FileStorage open() {
        return FileStorage.open(folder, CODEC, false);
    }

    private Path file() {
        return StorageFile.in(folder);
    }
}
