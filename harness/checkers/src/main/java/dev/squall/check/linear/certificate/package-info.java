/**
 * Certificates of verdicts on linearizability, and a verifier that shares no code with the checkers. Open {@link
 * dev.squall.check.linear.certificate.CertificateVerifier} first, then {@link
 * dev.squall.check.linear.certificate.Certificate}.
 */
package dev.squall.check.linear.certificate;
