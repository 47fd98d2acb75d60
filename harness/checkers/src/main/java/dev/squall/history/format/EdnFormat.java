package dev.squall.history.format;

import dev.squall.history.HistoryReader;

/** Jepsen's EDN: operation maps, one after the other or in a vector or list, with or without a record's tag. */
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
