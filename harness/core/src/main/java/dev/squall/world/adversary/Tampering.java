package dev.squall.world.adversary;

/**
 * Work of an adversary on one message.
 *
 * @param draw decides everything random about it
 */
public record Tampering(Kind kind, long draw) {

    /** Kinds of tampering. */
    public enum Kind {
        /** One value in the message's body is changed. */
        CORRUPTION,
        /** A copy of the message arrives too, with another node as sender. */
        FORGERY,
        /** A message that was sent to the same receiver before arrives again. */
        REPLAY
    }
}
