package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.claims.ClaimLinks;
import dev.squall.claims.ClaimLinks.Kind;
import dev.squall.claims.ClaimLinks.Link;
import dev.squall.system.Claim;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ClaimLinksTest {

    private static final Path SOURCES = Path.of("../..");

    private static List<Link> all() {
        return Systems.installed().claims().stream()
                .flatMap(claim -> ClaimLinks.of(claim).links().stream())
                .toList();
    }

    private static Claim claim(String id) {
        return Systems.installed().claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(ClaimLinks links, Kind kind) {
        return links.links().stream()
                .filter(link -> link.kind() == kind)
                .map(Link::name)
                .toList();
    }

    @Test
    void everyLinkLeadsIntoTheSourceTree() {
        assertThat(all()).hasSizeGreaterThan(200).allSatisfy(link -> assertThat(SOURCES.resolve(link.path()))
                .as(link.toString())
                .exists());
    }

    @Test
    void everyClaimHasANodeClassAndSomethingToTry() {
        assertThat(Systems.installed().claims()).allSatisfy(claim -> {
            assertThat(names(ClaimLinks.of(claim), Kind.NODE)).as(claim.id()).isNotEmpty();
            assertThat(ClaimLinks.of(claim).next()).startsWith("./squall ");
        });
    }

    @Test
    void everyCaughtFlawHasItsClassAndGalleryEntry() {
        for (Claim claim : Systems.installed().claims()) {
            List<String> flawed = claim.breaks().stream()
                    .filter(Trial.Caught.class::isInstance)
                    .map(Trial::system)
                    .distinct()
                    .toList();
            assertThat(names(ClaimLinks.of(claim), Kind.GALLERY)).isEqualTo(flawed);
        }
    }

    @Test
    void twoPhaseCommitLinksToItsClassesAndItsExercise() {
        ClaimLinks links = ClaimLinks.of(claim("2pc-atomic"));

        assertThat(names(links, Kind.NODE)).containsExactly("TwoPhaseCommitNode", "StoreNode");
        assertThat(names(links, Kind.FLAW)).contains("VoteNotStable");
        assertThat(names(links, Kind.EXERCISE)).containsExactly("two_phase_commit.py", "TwoPhaseCommit.java");
        assertThat(links.next()).startsWith("./squall sweep 2pc-").endsWith(" --minimize");
    }

    @Test
    void everyStarterIsTheExerciseOfAClaim() throws IOException {
        Set<String> linked = new TreeSet<>();
        all().stream()
                .filter(link -> link.kind() == Kind.EXERCISE)
                .forEach(link -> linked.add(link.path().substring("systems-under-test/starters/".length())));
        Set<String> listed = new TreeSet<>();
        Pattern.compile("\\(((python|java/starters)/\\w+\\.(py|java))\\) ?\\|")
                .matcher(Files.readString(SOURCES.resolve("systems-under-test/starters/README.md")))
                .results()
                .forEach(link -> listed.add(link.group(1)));

        assertThat(linked).isEqualTo(listed).hasSize(18);
    }
}
