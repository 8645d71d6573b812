import type { BindingsFact } from "../../model/binding-facts.ts";

/** Containers of these images are infrastructure beside the agent, and their variables configure the image. */
const infrastructure =
  /(^|\/)(postgres|pgvector|postgis|timescaledb|mysql|mariadb|mongo|redis|valkey|qdrant|weaviate|chroma|milvus|etcd|minio|elasticsearch|opensearch|kibana|rabbitmq|zookeeper|kafka|cp-kafka|nginx|traefik|caddy|localstack|mailhog|jaeger|grafana|prometheus|otel|opentelemetry|adminer|pgadmin|clickhouse|langfuse|n8n|ollama)[^/]*$/i;

export function isInfrastructure(fact: BindingsFact): boolean {
  return (
    (fact.source === "compose" || fact.source === "yaml-config") &&
    fact.hints.some((h) => h.kind === "image" && isInfrastructureImage(h.text))
  );
}

/** Whether a container runs a product beside the agent, and not the agent. */
export function isInfrastructureImage(image: string): boolean {
  return infrastructure.test(image.replace(/[:@].*$/, ""));
}
