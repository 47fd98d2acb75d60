package dev.squall.check.delivery;

/** Fact that a node of a random run notes. {@code message} is null if the kind of fact has none. */
public record Fact(Kind kind, int node, int life, Integer message) {

    enum Kind {
        BROADCAST,
        ACKNOWLEDGED,
        DELIVERED,
        SENT_BESIDE,
        RECEIVED_BESIDE,
        CRASHED,
        RESTARTED
    }

    public boolean sends() {
        return kind == Kind.BROADCAST || kind == Kind.SENT_BESIDE;
    }

    public boolean receives() {
        return kind == Kind.DELIVERED || kind == Kind.RECEIVED_BESIDE;
    }

    public String nodeName() {
        return "n" + node;
    }
}
