package dev.squall.history.format;

import dev.squall.history.HistoryReader;

/** Jepsen's EDN: operation maps in sequence or in one vector or list, with or without a record tag. */
final class EdnFormat implements HistoryFormat {

    @Override
    public String format() {
        return "Jepsen's EDN";
    }

    @Override
    public Content read(byte[] text) {
        return new Content(HistoryReader.parseCut(text), 0);
    }
}
