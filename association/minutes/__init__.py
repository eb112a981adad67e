"""The protocol of a meeting: drawn up from what the meeting left, agreed, signed, sent and filed."""
