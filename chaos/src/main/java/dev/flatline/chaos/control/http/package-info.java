/** HTTP for the control plane, on the JDK's server: routes, requests, replies, and JSON in Go's words. */
@NullMarked
package dev.flatline.chaos.control.http;

import org.jspecify.annotations.NullMarked;
