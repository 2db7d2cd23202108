package dev.flatline.wire.tls;

import java.nio.file.Path;

/**
 * Where a certificate and its key stand.
 *
 * @param certificate a PEM file with the certificate and those that vouch for it
 * @param key a PEM file with its private key in PKCS #8, not encrypted
 */
public record KeyFiles(Path certificate, Path key) {}
