import { symbols } from "./shorthand.ts";
import type { SymbolPattern } from "./types.ts";

/** A product that limits how often something is asked for. */
export interface LimiterEntry {
  readonly product: string;
  readonly symbol: SymbolPattern;
  /** Methods of what it makes that count a request; absent where it makes a middleware or a plugin. */
  readonly methods?: readonly string[];
  /** A request too many is an error, and not an answer that has to be read. */
  readonly throws?: true;
}

/**
 * Read in the published types: @upstash/ratelimit 2.2.0, rate-limiter-flexible 11.4.0, express-rate-limit 8.7.5,
 * hono-rate-limiter 0.5.4, @fastify/rate-limit 11.2.0.
 */
export const limiterEntries: readonly LimiterEntry[] = [
  { product: "Upstash Ratelimit", symbol: symbols("@upstash/ratelimit", "Ratelimit"), methods: ["limit"] },
  {
    product: "rate-limiter-flexible",
    symbol: symbols(
      "rate-limiter-flexible",
      "RateLimiterMemory",
      "RateLimiterRedis",
      "RateLimiterMongo",
      "RateLimiterPostgres",
      "RateLimiterMySQL",
      "RateLimiterMemcache",
      "RateLimiterPrisma",
    ),
    methods: ["consume"],
    throws: true,
  },
  // What the platform hands over of `ratelimits` in the configuration of a Worker.
  { product: "Cloudflare rate limiting", symbol: symbols("cloudflare:bindings", "ratelimit"), methods: ["limit"] },
  { product: "express-rate-limit", symbol: symbols("express-rate-limit", "default", "rateLimit") },
  { product: "hono-rate-limiter", symbol: symbols("hono-rate-limiter", "rateLimiter") },
  { product: "@fastify/rate-limit", symbol: symbols("@fastify/rate-limit", "default", "fastifyRateLimit") },
];
