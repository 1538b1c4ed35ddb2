using System.Net;
using System.Net.Http.Headers;

namespace Seedance.Sandbox.Storage;

/// <summary>A response with a file or the requested range of it.</summary>
internal static class FileResponse
{
    public static HttpResponseMessage Create(HttpRequestMessage request, Stream file, string contentType, string entityTag)
    {
        var tag = new EntityTagHeaderValue($"\"{entityTag}\"");
        var range = request.Headers.Range?.Ranges.FirstOrDefault();
        if (range is null || (request.Headers.IfRange is { } condition && !tag.Equals(condition.EntityTag)))
        {
            return AddHeaders(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(file) });
        }

        var from = range.From ?? Math.Max(0, file.Length - (range.To ?? 0));
        var to = range.From is null ? file.Length - 1 : Math.Min(range.To ?? long.MaxValue, file.Length - 1);
        if (from > to)
        {
            var error = SandboxResponse.StorageError(416, "InvalidRange", "The requested range is not satisfiable");
            error.Content!.Headers.ContentRange = new ContentRangeHeaderValue(file.Length);
            return error;
        }

        var length = file.Length;
        file.SetLength(to + 1);
        file.Position = from;
        var part = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new StreamContent(file) };
        part.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, to, length);
        return AddHeaders(part);

        HttpResponseMessage AddHeaders(HttpResponseMessage response)
        {
            response.Content!.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            response.Headers.ETag = tag;
            response.Headers.AcceptRanges.Add("bytes");
            return response;
        }
    }
}
