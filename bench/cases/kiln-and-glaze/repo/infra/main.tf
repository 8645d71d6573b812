locals {
  parameters = "arn:aws:ssm:eu-west-1:480015522371:parameter/kiln/${var.environment}"
}

resource "aws_ecs_task_definition" "glazer" {
  family                   = "glazer-${var.environment}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  container_definitions = jsonencode([
    {
      name  = "glazer"
      image = var.image
      environment = [
        { name = "KILN_STAGE", value = var.environment },
        { name = "RECIPES_URL", value = var.recipes_url },
        { name = "MEMORY_URL", value = var.memory_url },
        { name = "SHOP_URL", value = var.shop_url },
      ]
      secrets = [
        { name = "MEMORY_TOKEN", valueFrom = "${local.parameters}/memory-token" },
        { name = "SHOP_TOKEN", valueFrom = "${local.parameters}/shop-token" },
        { name = "OPENAI_API_KEY", valueFrom = "${local.parameters}/openai-key" },
      ]
    }
  ])
}

resource "aws_ecs_service" "glazer" {
  name            = "glazer-${var.environment}"
  task_definition = aws_ecs_task_definition.glazer.arn
  desired_count   = 1
}
