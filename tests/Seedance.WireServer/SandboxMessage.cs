using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Seedance.WireServer;

/// <summary>Converts a request of the server to one that the sandbox can process.</summary>
internal static class SandboxMessage
{
    public static async Task<HttpRequestMessage> CreateAsync(HttpRequest request, Uri address, RecordingStream body)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            message.Content = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
                ? await CreateFormAsync(body, HeaderUtilities.RemoveQuotes(type.Boundary).ToString())
                : new StreamContent(body);
            message.Content.Headers.Remove("Content-Type");
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
            message.Content.Headers.ContentLength = request.ContentLength;
        }

        foreach (var header in request.Headers.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
        }

        return message;
    }

    // The file is not buffered: the sandbox reads it from the network.
    private static async Task<HttpContent> CreateFormAsync(Stream body, string boundary)
    {
        var form = new MultipartFormDataContent(boundary);
        var reader = new MultipartReader(boundary, body);
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            var isFile = section.GetContentDispositionHeader()?.Name == "file" || section.GetContentDispositionHeader()?.FileName.HasValue == true;
            HttpContent part = isFile ? new StreamContent(section.Body) : new StringContent(await section.ReadAsStringAsync());
            part.Headers.TryAddWithoutValidation("Content-Disposition", section.ContentDisposition);
            form.Add(part);
            if (isFile)
            {
                break;
            }
        }

        return form;
    }
}
