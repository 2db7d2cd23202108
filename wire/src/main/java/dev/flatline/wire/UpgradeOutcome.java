package dev.flatline.wire;

/** What a server makes of a request's head: an upgrade to accept, or the refusal to send. */
public sealed interface UpgradeOutcome permits UpgradeHead, Refusal {}
