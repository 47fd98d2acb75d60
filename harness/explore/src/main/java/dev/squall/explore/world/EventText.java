package dev.squall.explore.world;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of events as words, such as {@code deliver n1/3} for the third message of n1, counted from 0. */
final class EventText {

    private static final String CRASH_AT_SYNC = ", crash before sync ";
    private static final String KEPT = " keeping its writes";
    private static final Pattern MOVE = Pattern.compile("move clock of (\\S+) by (-?\\d{1,8}) ms");
    private static final Pattern VARIANT = Pattern.compile(CRASH_AT_SYNC + "([1-9]\\d{0,2})(" + KEPT + ")?");

    private EventText() {}

    static String name(long event, List<String> nodeIds) {
        int variant = Event.variant(event);
        int subject = Event.subject(event);
        return switch (Event.kind(event)) {
            case DELIVER -> "deliver " + message(event, nodeIds) + crash(variant);
            case DUPLICATE -> "duplicate " + message(event, nodeIds) + crash(variant);
            case LOSE -> "lose " + message(event, nodeIds);
            case INVOKE -> "invoke c" + subject + crash(variant);
            case FIRE -> "fire " + nodeIds.get(subject) + crash(variant);
            case RESTART -> "restart " + nodeIds.get(subject) + crash(variant);
            case CRASH -> "crash " + nodeIds.get(subject) + (variant == 0 ? "" : " keeping " + variant);
            case PAUSE -> "pause " + nodeIds.get(subject);
            case RESUME -> "resume " + nodeIds.get(subject);
            case MOVE_CLOCK -> "move clock of " + nodeIds.get(subject) + " by " + Event.movedMillis(event) + " ms";
            case TIME_OUT -> "time out c" + subject;
        };
    }

    /** Returns the name of a message, such as {@code n1/3+}; copies have a plus sign each. */
    static String message(long event, List<String> nodeIds) {
        String copies = "+".repeat(Event.copy(event));
        return nodeIds.get(Event.subject(event)) + "/" + Event.serial(event) + copies;
    }

    private static String crash(int variant) {
        return variant == 0 ? "" : CRASH_AT_SYNC + (variant + 1) / 2 + (variant % 2 == 0 ? KEPT : "");
    }

    /** Returns the event that moves a clock, by its name; empty if this is not the name of one. */
    static OptionalLong clockMove(String name, List<String> nodeIds) {
        Matcher move = MOVE.matcher(name);
        if (!move.matches()) {
            return OptionalLong.empty();
        }
        int node = nodeIds.indexOf(move.group(1));
        int millis = Integer.parseInt(move.group(2));
        return node < 0 || millis == 0 || Math.abs(millis) > Event.MOVE_MILLIS_MAX
                ? OptionalLong.empty()
                : OptionalLong.of(Event.moved(node, millis));
    }

    /** Returns the event whose name is {@code wanted}: an enabled event of the other name, or its crash at a sync. */
    static OptionalLong variant(String wanted, String name, long event) {
        if (wanted.equals(name)) {
            return OptionalLong.of(event);
        }
        if (!wanted.startsWith(name + CRASH_AT_SYNC)) {
            return OptionalLong.empty();
        }
        Matcher crash = VARIANT.matcher(wanted.substring(name.length()));
        if (!crash.matches()) {
            return OptionalLong.empty();
        }
        int sync = Integer.parseInt(crash.group(1));
        return OptionalLong.of(Event.withVariant(event, crash.group(2) == null ? 2 * sync - 1 : 2 * sync));
    }
}
