using System.Text;
using System.Text.Json;

namespace Seedance.Fuzz;

/// <summary>The readers of the service's responses, of a create request's body, and of journal entries.</summary>
internal sealed class ResponseTarget : IFuzzTarget
{
    private static readonly int[] _statuses = [200, 400, 401, 402, 403, 404, 413, 422, 429, 500, 503, 302, 418];

    private static readonly Func<string, string> _redact = new KeyRedactor("7b1f0c52-93de-4c1a-8f77-5e0a9d64c3b1").Redact;

    public string Name => "responses";

    public void Read(byte[] input, Action<Exception> onTyped)
    {
        var text = Encoding.UTF8.GetString(input);
        using (var json = Parse(input, onTyped))
        {
            foreach (var status in _statuses)
            {
                ErrorResponse.Read(status, json?.RootElement, json is null ? text : string.Empty, null, null, _redact);
            }

            if (json is not null)
            {
                ReadResponses(json.RootElement);
            }
        }

        ReadRequest(text, onTyped);
        ReadJournalEntry(input, onTyped);
    }

    private static void ReadResponses(JsonElement response)
    {
        AccountJson.Read(response);
        GenerationJson.ReadCreated(response);
        GenerationJson.ReadGeneration(response);
        GenerationResponse.Read(response);
        GenerationPage.Read(response);
        MediaResponse.ReadMedia(response);
        MediaResponse.ReadImage(response);
        MediaStatus.Read(response);
        DeleteResponse.Read(response, "delete_generations_by_pk");

        // A form is of use only if it can be sent.
        UploadForm.ReadInitImage(response)?.ToContent(Stream.Null, "image/png").Dispose();
        UploadForm.ReadInitMedia(response)?.ToContent(Stream.Null, "video/mp4").Dispose();
    }

    private static void ReadRequest(string text, Action<Exception> onTyped)
    {
        try
        {
            RequestReader.Read(text);
        }
        catch (SeedanceException documented)
        {
            onTyped(documented);
        }
    }

    private static void ReadJournalEntry(byte[] input, Action<Exception> onTyped)
    {
        SeedanceJob entry;
        try
        {
            entry = JobEntryJson.Read("key", input);
        }
        catch (JsonException documented)
        {
            onTyped(documented);
            return;
        }

        // What was read is written again with its next change.
        JobEntryJson.Write(entry);
    }

    private static JsonDocument? Parse(byte[] input, Action<Exception> onTyped)
    {
        try
        {
            return JsonDocument.Parse(input);
        }
        catch (JsonException notJson)
        {
            onTyped(notJson);
            return null;
        }
    }
}
