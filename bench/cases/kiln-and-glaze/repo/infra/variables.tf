variable "environment" {
  type = string
}

variable "recipes_url" {
  type = string
}

variable "memory_url" {
  type = string
}

variable "shop_url" {
  type = string
}

variable "image" {
  type = string
}
