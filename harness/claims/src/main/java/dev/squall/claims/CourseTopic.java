package dev.squall.claims;

import dev.squall.system.Claim;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Topic of the Cambridge Distributed Systems course.
 *
 * @param number lecture and part, such as {@code 6.2}
 * @param aside a sentence on a topic without claims; empty if the topic has claims
 */
public record CourseTopic(String number, String title, Optional<String> aside) {

    private static final List<CourseTopic> ALL = List.of(
            aside(
                    "1.1",
                    "Introduction",
                    "says what a distributed system is, and claims nothing that a run could refute."),
            aside(
                    "1.2",
                    "Computer networking",
                    "is about latency and bandwidth; --latency and the packet faults stand for them here."),
            topic("1.3", "Remote procedure calls"),
            topic("2.1", "The two generals problem"),
            topic("2.2", "The Byzantine generals problem"),
            topic("2.3", "Describing nodes and network behaviour"),
            topic("2.4", "Fault tolerance"),
            topic("3.1", "Physical time"),
            topic("3.2", "Clock synchronisation"),
            topic("3.3", "Causality and happens-before"),
            topic("4.1", "Logical time"),
            topic("4.2", "Broadcast ordering"),
            topic("4.3", "Broadcast algorithms"),
            topic("5.1", "Replication"),
            topic("5.2", "Quorums"),
            topic("5.3", "State machine replication"),
            topic("6.1", "Consensus"),
            topic("6.2", "Raft"),
            topic("7.1", "Two-phase commit"),
            topic("7.2", "Linearizability"),
            topic("7.3", "Eventual consistency"),
            topic("8.1", "Collaboration software"),
            topic("8.2", "Google's Spanner"));

    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

    private static CourseTopic topic(String number, String title) {
        return new CourseTopic(number, title, Optional.empty());
    }

    private static CourseTopic aside(String number, String title, String aside) {
        return new CourseTopic(number, title, Optional.of(aside));
    }

    /** Returns all topics in the order of the course. */
    public static List<CourseTopic> all() {
        return ALL;
    }

    /** Returns the first topic that makes a claim; empty if the claim names no topic of the course. */
    public static Optional<CourseTopic> of(Claim claim) {
        return ALL.stream()
                .filter(topic -> numbers(claim).contains(topic.number))
                .findFirst();
    }

    /** Returns the claims in the order of the course; claims of other courses come last. */
    public static List<Claim> inOrder(List<Claim> claims) {
        return claims.stream()
                .sorted(Comparator.comparingInt(
                        claim -> of(claim).map(ALL::indexOf).orElse(ALL.size())))
                .toList();
    }

    /**
     * Returns the claims that a word selects. If a claim has this name, the word selects this claim alone. Otherwise a
     * number selects a lecture such as {@code 6} or a topic such as {@code 6.2}. Any other word selects the claims
     * whose names begin with the word.
     */
    public static List<Claim> selected(String word, List<Claim> claims) {
        List<Claim> named =
                claims.stream().filter(claim -> claim.id().equals(word)).toList();
        if (word.isEmpty() || !named.isEmpty()) {
            return named;
        }
        // A number is a lecture's, although 2 is also the beginning of 2pc-atomic.
        boolean isNumber = NUMBER.matcher(word).matches();
        return claims.stream()
                .filter(claim ->
                        isNumber ? isOfLecture(claim, word) : claim.id().startsWith(word))
                .toList();
    }

    private static boolean isOfLecture(Claim claim, String word) {
        return numbers(claim).stream().anyMatch(number -> number.equals(word) || number.startsWith(word + "."));
    }

    private static List<String> numbers(Claim claim) {
        return Arrays.asList(claim.lecture().split("[, ]+"));
    }

    /** Returns number and title. */
    public String heading() {
        return number + " " + title;
    }
}
