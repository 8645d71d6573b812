import { at, container, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

const awsCredential = credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY");
const bucketOfRequest = [name(at("0.Bucket", "0.params.Bucket"))];

const s3: StoreEntry = {
  provider: "s3",
  kind: "object",
  label: "S3 bucket",
  opens: [
    // Bucket names are unique in the world; only another endpoint (R2, MinIO) is another place.
    { ...symbols("@aws-sdk/client-s3", "S3Client", "S3"), levels: [host(at("0.endpoint"))], credential: awsCredential },
    {
      ...symbols(["aws-sdk", "aws-sdk/clients/s3"], "S3"),
      levels: [host(at("0.endpoint")), name(at("0.params.Bucket"))],
      credential: credential(at("0.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols("@aws-sdk/lib-storage", "Upload"),
      levels: [name(at("0.params.Bucket"))],
      wraps: at("0.client"),
      writes: true,
    },
    {
      ...symbols("@langchain/community/document_loaders/web/s3", "S3Loader"),
      levels: [name(at("0.bucket")), host(at("0.s3Config.endpoint"))],
      credential: credential(at("0.s3Config.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols("bun", "S3Client"),
      levels: [
        host(at("0.endpoint"), { implicit: ["S3_ENDPOINT", "AWS_ENDPOINT"] }),
        name(at("0.bucket"), { implicit: ["S3_BUCKET", "AWS_BUCKET"] }),
      ],
      credential: credential(at("0.secretAccessKey"), "S3_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols("minio", "Client", "Minio.Client"),
      levels: [host(at("0.endPoint"), { port: { from: at("0.port") } })],
      credential: credential(at("0.secretKey")),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: ["getObject", "headObject", "listObjects", "listObjectsV2"],
      effect: "read",
      levels: [name(at("0.Bucket", "0"))],
    },
    {
      methods: [
        "putObject",
        "deleteObject",
        "deleteObjects",
        "copyObject",
        "upload",
        "createMultipartUpload",
        "fPutObject",
        "removeObject",
      ],
      effect: "write",
      levels: [name(at("0.Bucket", "0"))],
    },
    { methods: ["file", "list", "load"], effect: "read" },
    { methods: ["write", "delete", "done"], effect: "write" },
  ],
  requests: [
    {
      ...symbols(
        "@aws-sdk/client-s3",
        "GetObjectCommand",
        "HeadObjectCommand",
        "ListObjectsCommand",
        "ListObjectsV2Command",
        "SelectObjectContentCommand",
      ),
      effect: "read",
      levels: bucketOfRequest,
    },
    {
      ...symbols(
        "@aws-sdk/client-s3",
        "PutObjectCommand",
        "DeleteObjectCommand",
        "DeleteObjectsCommand",
        "CopyObjectCommand",
        "CreateMultipartUploadCommand",
        "UploadPartCommand",
        "CompleteMultipartUploadCommand",
        "PutBucketPolicyCommand",
        "CreateBucketCommand",
        "DeleteBucketCommand",
      ),
      effect: "write",
      levels: bucketOfRequest,
    },
    {
      ...symbols("@aws-sdk/client-s3vectors", "QueryVectorsCommand", "GetVectorsCommand", "ListVectorsCommand"),
      effect: "read",
      levels: [name(at("0.vectorBucketName")), container(at("0.indexName"))],
    },
    {
      ...symbols("@aws-sdk/client-s3vectors", "PutVectorsCommand", "DeleteVectorsCommand"),
      effect: "write",
      levels: [name(at("0.vectorBucketName")), container(at("0.indexName"))],
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const gcs: StoreEntry = {
  provider: "gcs",
  kind: "object",
  label: "Cloud Storage bucket",
  opens: [
    {
      ...symbols("@google-cloud/storage", "Storage"),
      // Bucket names are unique in the world, so the project is no part of the address.
      levels: [host(at("0.apiEndpoint"))],
      credential: credential(at("0.credentials", "0.keyFilename"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
    {
      ...symbols(["firebase-admin/storage", "firebase-admin", "firebase/storage"], "getStorage", "storage"),
      levels: [],
      wraps: at("0"),
    },
  ],
  narrows: [
    { methods: ["bucket"], levels: [name(at("0"))] },
    { methods: ["file"], levels: [] },
  ],
  operations: [
    { methods: ["download", "createReadStream", "getFiles", "getMetadata", "exists", "getSignedUrl"], effect: "read" },
    {
      methods: [
        "upload",
        "save",
        "createWriteStream",
        "createBucket",
        "delete",
        "deleteFiles",
        "combine",
        "copy",
        "move",
        "rename",
        "setMetadata",
        "makePublic",
      ],
      effect: "write",
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const azureBlob: StoreEntry = {
  provider: "azure-blob",
  kind: "object",
  label: "Azure Blob container",
  opens: [
    {
      ...symbols("@azure/storage-blob", "BlobServiceClient", "BlobServiceClient.fromConnectionString"),
      levels: [host(at("0"))],
      credential: credential(at("1")),
    },
    {
      ...symbols("@azure/storage-blob", "ContainerClient", "BlockBlobClient", "BlobClient"),
      levels: [host(at("0")), container(at("1"))],
      credential: credential(at("1")),
    },
  ],
  narrows: [
    { methods: ["getContainerClient"], levels: [container(at("0"))] },
    { methods: ["getBlockBlobClient", "getBlobClient", "getAppendBlobClient"], levels: [] },
  ],
  operations: [
    {
      methods: [
        "download",
        "downloadToBuffer",
        "downloadToFile",
        "listBlobsFlat",
        "listBlobsByHierarchy",
        "exists",
        "getProperties",
      ],
      effect: "read",
    },
    {
      methods: [
        "upload",
        "uploadData",
        "uploadFile",
        "uploadStream",
        "delete",
        "deleteIfExists",
        "deleteBlob",
        "createIfNotExists",
        "syncCopyFromURL",
        "beginCopyFromURL",
        "appendBlock",
      ],
      effect: "write",
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const vercelBlob: StoreEntry = {
  provider: "vercel",
  kind: "object",
  label: "Vercel Blob store",
  opens: [
    // The token names the store that it opens.
    {
      ...symbols("@vercel/blob", "list", "head", "get"),
      levels: [],
      credential: credential(at("1.token", "0.token"), "BLOB_READ_WRITE_TOKEN"),
    },
    {
      ...symbols(
        ["@vercel/blob", "@vercel/blob/client"],
        "put",
        "del",
        "copy",
        "upload",
        "createMultipartUpload",
        "handleUpload",
      ),
      levels: [],
      credential: credential(at("2.token", "1.token", "0.token"), "BLOB_READ_WRITE_TOKEN"),
      writes: true,
    },
  ],
  narrows: [],
  operations: [],
  limitsContainers: false,
  isContext: false,
};

const netlifyBlobs: StoreEntry = {
  provider: "netlify",
  kind: "object",
  label: "Netlify Blobs store",
  opens: [
    {
      ...symbols("@netlify/blobs", "getStore", "getDeployStore"),
      levels: [host(at("0.siteID")), container(at("0", "0.name"))],
      credential: credential(at("0.token")),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "getWithMetadata", "getMetadata", "list"], effect: "read" },
    { methods: ["set", "setJSON", "delete", "deleteAll"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

const cloudinary: StoreEntry = {
  provider: "cloudinary",
  kind: "object",
  label: "Cloudinary account",
  opens: [
    {
      ...symbols("cloudinary", "v2.config", "config"),
      levels: [host(at("0.cloud_name"), { implicit: ["CLOUDINARY_URL"] }), scope(at("0.folder"))],
      credential: credential(at("0.api_secret"), "CLOUDINARY_URL"),
    },
    {
      ...symbols("cloudinary", "v2.uploader.upload", "v2.uploader.upload_stream", "v2.uploader.destroy"),
      levels: [],
      ambient: true,
      writes: true,
    },
  ],
  narrows: [],
  operations: [],
  limitsContainers: false,
  isContext: false,
};

export const objectStores: readonly StoreEntry[] = [s3, gcs, azureBlob, vercelBlob, netlifyBlobs, cloudinary];
